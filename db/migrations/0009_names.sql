-- Purpose: what is known about the words of names and about the lists of restricted parties, as parts of a rule set. Locks: rule_sets (row share, for a moment: foreign keys).

-- Words or phrases of names that are the same thing. "weight" is how much a name with the word differs from one without.
create table name_words (
    tenant_id  text             not null,
    rule_set   text             not null,
    ordinal    int              not null,
    kind       text             not null,
    word       text             not null,
    lang       text             not null,
    forms      text[]           not null,
    weight     double precision not null check (weight >= 0 and weight <= 1),
    citation   text             not null,
    valid_from date             not null default '-infinity',
    valid_to   date             not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- Weights and thresholds of the comparison of names.
create table name_settings (
    tenant_id   text             not null,
    rule_set    text             not null,
    key         text             not null,
    value       double precision not null,
    description text             not null,
    citation    text             not null,
    primary key (tenant_id, rule_set, key),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- What is known about a list of restricted parties besides its entries. "canaries" are names that stand in every sound version.
create table watchlist_definitions (
    tenant_id        text             not null,
    rule_set         text             not null,
    code             text             not null,
    name             text             not null,
    issuer           text             not null,
    format           text             not null,
    url              text             not null,
    warn_after_hours int              not null check (warn_after_hours > 0),
    stop_after_hours int              not null check (stop_after_hours >= warn_after_hours),
    max_shrink       double precision not null check (max_shrink >= 0 and max_shrink <= 1),
    canaries         text[]           not null,
    citation         text             not null,
    source           text             not null,
    as_of            text             not null,
    verified         text             not null check (verified in ('yes', 'single', 'no')),
    primary key (tenant_id, rule_set, code),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- What being in a part of a list means, with the days on which it means that.
create table watchlist_sections (
    tenant_id      text             not null,
    rule_set       text             not null,
    ordinal        int              not null,
    list           text             not null,
    section        text             not null,
    name           text             not null,
    effect         text             not null check (effect in ('review', 'licenseRequired', 'prohibited')),
    weight         double precision not null check (weight >= 0 and weight <= 1),
    ownership_rule boolean          not null,
    text           text             not null,
    citation       text             not null,
    source         text             not null,
    as_of          text             not null,
    verified       text             not null check (verified in ('yes', 'single', 'no')),
    valid_from     date             not null default '-infinity',
    valid_to       date             not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);
