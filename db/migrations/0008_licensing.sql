-- Purpose: what licenses are determined by, as parts of a rule set, and the places of general authorizations, as a part of a destination table. Locks: rule_sets, destination_tables (row share, for a moment: foreign keys).

-- A body of export control law, where it applies and whose list it goes by.
create table license_regimes (
    tenant_id    text not null,
    rule_set     text not null,
    ordinal      int not null,
    regime       text not null,
    name         text not null,
    home         text not null,
    control_list text not null,
    citation     text not null,
    source       text not null,
    as_of        text not null,
    verified     text not null check (verified in ('yes', 'single', 'no')),
    valid_from   date not null default '-infinity',
    valid_to     date not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- The paragraphs of an entry that a reason for control holds for, where it does not hold for all.
create table control_reasons (
    tenant_id  text not null,
    rule_set   text not null,
    ordinal    int not null,
    regime     text not null,
    entry      text not null,
    reason     text not null,
    paragraphs text[] not null,
    "except"   text[] not null,
    decides    text not null,
    parameter  text not null,
    citation   text not null,
    source     text not null,
    as_of      text not null,
    verified   text not null check (verified in ('yes', 'single', 'no')),
    valid_from date not null default '-infinity',
    valid_to   date not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- What an entry says of license exceptions.
create table control_exceptions (
    tenant_id  text not null,
    rule_set   text not null,
    ordinal    int not null,
    regime     text not null,
    entry      text not null,
    paragraphs text[] not null,
    lvs_usd    numeric,
    gbs        text not null,
    sta        text not null,
    other      text[] not null,
    citation   text not null,
    source     text not null,
    as_of      text not null,
    verified   text not null check (verified in ('yes', 'single', 'no')),
    valid_from date not null default '-infinity',
    valid_to   date not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- A reason for control, where it applies and how applications are reviewed.
create table license_reasons (
    tenant_id       text not null,
    rule_set        text not null,
    ordinal         int not null,
    regime          text not null,
    reason          text not null,
    name            text not null,
    test            text not null,
    policy          text not null,
    policy_citation text not null,
    citation        text not null,
    source          text not null,
    as_of           text not null,
    verified        text not null check (verified in ('yes', 'single', 'no')),
    valid_from      date not null default '-infinity',
    valid_to        date not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- An embargo or sanction on goods for places.
create table sanctions (
    tenant_id       text not null,
    rule_set        text not null,
    ordinal         int not null,
    regime          text not null,
    code            text not null,
    places          text not null,
    items           text not null,
    spares          text not null,
    exceptions_left text[] not null,
    effect          text not null check (effect in ('required', 'open', 'clause')),
    text            text not null,
    policy          text not null,
    citation        text not null,
    source          text not null,
    as_of           text not null,
    verified        text not null check (verified in ('yes', 'single', 'no')),
    valid_from      date not null default '-infinity',
    valid_to        date not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- A rule on end uses and end users.
create table end_uses (
    tenant_id       text not null,
    rule_set        text not null,
    ordinal         int not null,
    regime          text not null,
    code            text not null,
    kinds           text[] not null,
    places          text not null,
    items           text not null,
    asks            boolean not null,
    exceptions_left text[] not null,
    effect          text not null check (effect in ('required', 'open', 'clause')),
    text            text not null,
    question        text not null,
    policy          text not null,
    citation        text not null,
    source          text not null,
    as_of           text not null,
    verified        text not null check (verified in ('yes', 'single', 'no')),
    valid_from      date not null default '-infinity',
    valid_to        date not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- A bar on license exceptions.
create table license_bars (
    tenant_id       text not null,
    rule_set        text not null,
    ordinal         int not null,
    regime          text not null,
    code            text not null,
    places          text not null,
    items           text not null,
    reasons         text[] not null,
    exceptions_left text[] not null,
    text            text not null,
    citation        text not null,
    source          text not null,
    as_of           text not null,
    verified        text not null check (verified in ('yes', 'single', 'no')),
    valid_from      date not null default '-infinity',
    valid_to        date not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- A license exception or general license.
create table license_exceptions (
    tenant_id  text not null,
    rule_set   text not null,
    ordinal    int not null,
    regime     text not null,
    code       text not null,
    section    text not null,
    name       text not null,
    conditions text[] not null,
    note       text not null,
    citation   text not null,
    source     text not null,
    as_of      text not null,
    verified   text not null check (verified in ('yes', 'single', 'no')),
    valid_from date not null default '-infinity',
    valid_to   date not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- A condition of license exceptions.
create table exception_conditions (
    tenant_id  text not null,
    rule_set   text not null,
    ordinal    int not null,
    condition  text not null,
    regime     text not null,
    kind       text not null,
    test       text not null,
    holds      text not null,
    fails      text not null,
    "open"     text not null,
    parameter  text not null,
    citation   text not null,
    source     text not null,
    as_of      text not null,
    verified   text not null check (verified in ('yes', 'single', 'no')),
    valid_from date not null default '-infinity',
    valid_to   date not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- Words that state an end use.
create table end_use_terms (
    tenant_id  text not null,
    rule_set   text not null,
    ordinal    int not null,
    kind       text not null,
    lang       text not null,
    "values"   text[] not null,
    not_after  text[] not null,
    citation   text not null,
    valid_from date not null default '-infinity',
    valid_to   date not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- Something an exporter can declare about the transaction.
create table circumstances (
    tenant_id    text not null,
    rule_set     text not null,
    ordinal      int not null,
    circumstance text not null,
    opposite     text not null,
    text         text not null,
    citation     text not null,
    valid_from   date not null default '-infinity',
    valid_to     date not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- US dollars for one unit of a currency.
create table exchange_rates (
    tenant_id  text not null,
    rule_set   text not null,
    ordinal    int not null,
    currency   text not null,
    usd        numeric not null check (usd > 0),
    citation   text not null,
    source     text not null,
    as_of      text not null,
    verified   text not null check (verified in ('yes', 'single', 'no')),
    valid_from date not null default '-infinity',
    valid_to   date not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- An entry on a list of items such as Annex IV.
create table item_lists (
    tenant_id  text not null,
    rule_set   text not null,
    ordinal    int not null,
    list       text not null,
    regime     text not null,
    entry      text not null,
    paragraphs text[] not null,
    decides    text not null,
    parameter  text not null,
    citation   text not null,
    source     text not null,
    as_of      text not null,
    verified   text not null check (verified in ('yes', 'single', 'no')),
    valid_from date not null default '-infinity',
    valid_to   date not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- What a table does not hold.
create table table_holes (
    tenant_id  text not null,
    rule_set   text not null,
    ordinal    int not null,
    name       text not null,
    hole       text not null,
    citation   text not null,
    valid_from date not null default '-infinity',
    valid_to   date not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- The sentence of a step that the program takes.
create table license_steps (
    tenant_id  text not null,
    rule_set   text not null,
    ordinal    int not null,
    regime     text not null,
    code       text not null,
    text       text not null,
    question   text not null,
    parameter  text not null,
    citation   text not null,
    source     text not null,
    as_of      text not null,
    verified   text not null check (verified in ('yes', 'single', 'no')),
    valid_from date not null default '-infinity',
    valid_to   date not null default 'infinity',
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

-- The places of the general authorizations of Reg. (EU) 2021/821 Annex II. "code" is "*" for all places that no other row names; "mode" is "exclude" where a place is left out, "blocked" where it was taken out again.
create table general_authorization_places (
    tenant_id         text not null,
    destination_table text not null,
    ordinal           int  not null,
    "authorization"   text not null,
    code              text not null,
    mode              text not null check (mode in ('include', 'exclude', 'blocked')),
    note              text not null,
    citation          text not null,
    source            text not null,
    as_of             text not null,
    verified          text not null check (verified in ('yes', 'single', 'no')),
    valid_from        date not null default '-infinity',
    valid_to          date not null default 'infinity',
    primary key (tenant_id, destination_table, ordinal),
    foreign key (tenant_id, destination_table) references destination_tables
);
