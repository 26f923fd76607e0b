-- Purpose: which HS codes exist, which were retired, and what they say about the goods, as parts of a rule set. Locks: rule_sets (row share, for a moment: foreign keys).

-- A heading with its subheadings; "*" where countries fill a chapter as they like.
create table hs_headings (
    tenant_id   text   not null,
    rule_set    text   not null,
    code        text   not null check (code ~ '^([0-9]{4}|[0-9]{2})$'),
    subheadings text[] not null,
    citation    text   not null,
    verified    text   not null check (verified in ('yes', 'single', 'no')),
    valid_from  date   not null default '-infinity',
    valid_to    date   not null default 'infinity',
    primary key (tenant_id, rule_set, code, valid_from),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- "valid_to" is the last day on which the code held.
create table hs_retired (
    tenant_id  text   not null,
    rule_set   text   not null,
    code       text   not null check (code ~ '^([0-9]{4}|[0-9]{6})$'),
    successors text[] not null,
    note       text   not null,
    citation   text   not null,
    source     text   not null,
    as_of      text   not null,
    verified   text   not null check (verified in ('yes', 'single', 'no')),
    valid_from date   not null default '-infinity',
    valid_to   date   not null default 'infinity',
    primary key (tenant_id, rule_set, code),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- "category" is "*" where the codes contradict every category.
create table hs_expectations (
    tenant_id  text   not null,
    rule_set   text   not null,
    ordinal    int    not null,
    category   text   not null,
    kind       text   not null check (kind in ('expected', 'contradicts')),
    codes      text[] not null,
    goods      text   not null,
    citation   text   not null,
    verified   text   not null check (verified in ('yes', 'single', 'no')),
    valid_from date   not null default '-infinity',
    valid_to   date   not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);
