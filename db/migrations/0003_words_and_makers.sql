-- Purpose: makers and product families, and what helps to recognise misspelt words, as parts of a rule set. Locks: rules (exclusive, for a moment: its check is replaced).

alter table rules drop constraint rules_scope_check;
alter table rules add constraint rules_scope_check check (scope in ('', 'phrase', 'text', 'following', 'preceding', 'head'));

-- "categories" holds what the name alone says of the goods, as category:strength.
create table makers (
    tenant_id  text   not null,
    rule_set   text   not null,
    maker      text   not null,
    names      text[] not null,
    categories text[] not null,
    note       text   not null,
    citation   text   not null,
    verified   text   not null check (verified in ('yes', 'single', 'no')),
    valid_from date   not null default '-infinity',
    valid_to   date   not null default 'infinity',
    primary key (tenant_id, rule_set, maker),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- "maker" is empty where many make the same part.
create table product_families (
    tenant_id  text             not null,
    rule_set   text             not null,
    maker      text             not null,
    family     text             not null,
    category   text             not null,
    models     text[]           not null,
    strength   double precision not null check (strength > 0 and strength <= 1),
    alone      double precision not null check (alone >= 0 and alone <= 1),
    note       text             not null,
    citation   text             not null,
    verified   text             not null check (verified in ('yes', 'single', 'no')),
    valid_from date             not null default '-infinity',
    valid_to   date             not null default 'infinity',
    primary key (tenant_id, rule_set, maker, family),
    foreign key (tenant_id, rule_set) references rule_sets
);

create table spellings (
    tenant_id   text             not null,
    rule_set    text             not null,
    spelling    text             not null,
    factor      double precision not null check (factor > 0 and factor <= 1),
    min_letters int              not null,
    note        text             not null,
    citation    text             not null,
    primary key (tenant_id, rule_set, spelling),
    foreign key (tenant_id, rule_set) references rule_sets
);

create table look_alikes (
    tenant_id text not null,
    rule_set  text not null,
    character text not null,
    latin     text not null,
    cyrillic  text not null,
    citation  text not null,
    primary key (tenant_id, rule_set, character),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- "pairs" holds a traditional or Japanese character and its simplified form, two characters each.
create table han_variants (
    tenant_id text   not null,
    rule_set  text   not null,
    ordinal   int    not null,
    pairs     text[] not null,
    citation  text   not null,
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

create table inflections (
    tenant_id text    not null,
    rule_set  text    not null,
    ordinal   int     not null,
    lang      text    not null,
    is_prefix boolean not null,
    endings   text[]  not null,
    becomes   text    not null,
    min_stem  int     not null,
    citation  text    not null,
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- Words that differ from a word of the rules by a letter or two and mean something else.
create table ordinary_words (
    tenant_id text   not null,
    rule_set  text   not null,
    ordinal   int    not null,
    lang      text   not null,
    words     text[] not null,
    citation  text   not null,
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);
