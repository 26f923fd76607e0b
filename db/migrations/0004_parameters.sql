-- Purpose: units, technical parameters and thresholds of control entries, as parts of a rule set. Locks: none, new tables only.

-- A value in base units is value times factor plus base_offset.
create table units (
    tenant_id   text             not null,
    rule_set    text             not null,
    unit        text             not null,
    singular    text             not null,
    spellings   text[]           not null,
    dimension   text             not null,
    factor      double precision not null check (factor > 0),
    base_offset double precision not null,
    citation    text             not null,
    valid_from  date             not null default '-infinity',
    valid_to    date             not null default 'infinity',
    primary key (tenant_id, rule_set, dimension, unit),
    foreign key (tenant_id, rule_set) references rule_sets
);

create table technical_parameters (
    tenant_id  text    not null,
    rule_set   text    not null,
    parameter  text    not null,
    name       text    not null,
    kind       text    not null check (kind in ('quantity', 'scale', 'feature')),
    dimension  text    not null,
    unit       text    not null,
    is_default boolean not null,
    is_bare    boolean not null,
    categories text[]  not null,
    cues       text[]  not null,
    "values"   text[]  not null,
    levels     text[]  not null,
    citation   text    not null,
    valid_from date    not null default '-infinity',
    valid_to   date    not null default 'infinity',
    primary key (tenant_id, rule_set, parameter),
    foreign key (tenant_id, rule_set) references rule_sets
);

create table thresholds (
    tenant_id  text             not null,
    rule_set   text             not null,
    ordinal    int              not null,
    paragraph  text             not null,
    regimes    text[]           not null,
    category   text             not null,
    conditions text             not null,
    margin     double precision not null check (margin >= 0 and margin < 1),
    asks       boolean          not null,
    strength   double precision not null check (strength > 0 and strength <= 1),
    text       text             not null,
    citation   text             not null,
    verified   text             not null check (verified in ('yes', 'single', 'no')),
    valid_from date             not null default '-infinity',
    valid_to   date             not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);
