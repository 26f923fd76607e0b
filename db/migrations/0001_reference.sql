-- Purpose: rule sets, destination tables and policies, each versioned as a whole and never changed once published. Locks: none, new tables only.

-- A version is drafted, published (at most one of a tenant and kind at a time) and later retired; its rows hang on it.
create table rule_sets (
    tenant_id    text        not null,
    version      text        not null,
    state        text        not null check (state in ('draft', 'published', 'retired')),
    note         text        not null default '',
    checksum     bytea       not null,
    created_at   timestamptz not null default clock_timestamp(),
    published_at timestamptz,
    primary key (tenant_id, version)
);
create unique index rule_sets_one_published on rule_sets (tenant_id) where state = 'published';

create table categories (
    tenant_id   text             not null,
    rule_set    text             not null,
    code        text             not null,
    name        text             not null,
    sensitivity double precision not null check (sensitivity > 0 and sensitivity <= 1),
    description text             not null,
    citation    text             not null,
    valid_from  date             not null default '-infinity',
    valid_to    date             not null default 'infinity',
    primary key (tenant_id, rule_set, code),
    foreign key (tenant_id, rule_set) references rule_sets
);

create table rules (
    tenant_id  text             not null,
    rule_set   text             not null,
    rule       text             not null,
    lang       text             not null,
    category   text             not null,
    kind       text             not null check (kind in ('term', 'hsCode', 'eccn', 'exclude')),
    strength   double precision not null check (strength >= 0 and strength <= 1),
    "values"   text[]           not null,
    scope      text             not null check (scope in ('', 'phrase', 'text')),
    targets    text[]           not null,
    note       text             not null,
    citation   text             not null,
    valid_from date             not null default '-infinity',
    valid_to   date             not null default 'infinity',
    primary key (tenant_id, rule_set, rule, lang),
    foreign key (tenant_id, rule_set) references rule_sets
);

create table vague_terms (
    tenant_id text   not null,
    rule_set  text   not null,
    ordinal   int    not null,
    lang      text   not null,
    "values"  text[] not null,
    note      text   not null,
    citation  text   not null,
    primary key (tenant_id, rule_set, ordinal),
    foreign key (tenant_id, rule_set) references rule_sets
);

create table lists (
    tenant_id  text             not null,
    rule_set   text             not null,
    list       text             not null,
    tier       text             not null,
    name       text             not null,
    regime     text             not null,
    weight     double precision not null check (weight >= 0 and weight <= 1),
    citation   text             not null,
    valid_from date             not null default '-infinity',
    valid_to   date             not null default 'infinity',
    primary key (tenant_id, rule_set, list, tier),
    foreign key (tenant_id, rule_set) references rule_sets
);

create table listings (
    tenant_id   text    not null,
    rule_set    text    not null,
    list        text    not null,
    tier        text    not null,
    code        text    not null,
    partial     boolean not null,
    description text    not null,
    citation    text    not null,
    source      text    not null,
    as_of       text    not null,
    verified    text    not null check (verified in ('yes', 'single', 'no')),
    valid_from  date    not null default '-infinity',
    valid_to    date    not null default 'infinity',
    primary key (tenant_id, rule_set, list, tier, code, partial, valid_from),
    foreign key (tenant_id, rule_set, list, tier) references lists
);

-- Columns that only a license determination reads stand in "details" as they stand in the file.
create table control_entries (
    tenant_id            text   not null,
    rule_set             text   not null,
    regime               text   not null,
    entry                text   not null,
    heading              text   not null,
    reasons              text[] not null,
    entire_entry_reasons text[] not null,
    series               text   not null,
    details              jsonb  not null,
    citation             text   not null,
    source               text   not null,
    as_of                text   not null,
    verified             text   not null check (verified in ('yes', 'single', 'no')),
    valid_from           date   not null default '-infinity',
    valid_to             date   not null default 'infinity',
    primary key (tenant_id, rule_set, regime, entry),
    foreign key (tenant_id, rule_set) references rule_sets
);

create table destination_tables (
    tenant_id    text        not null,
    version      text        not null,
    state        text        not null check (state in ('draft', 'published', 'retired')),
    note         text        not null default '',
    checksum     bytea       not null,
    created_at   timestamptz not null default clock_timestamp(),
    published_at timestamptz,
    primary key (tenant_id, version)
);
create unique index destination_tables_one_published on destination_tables (tenant_id) where state = 'published';

create table countries (
    tenant_id         text   not null,
    destination_table text   not null,
    code              text   not null,
    iso3              text   not null,
    name              text   not null,
    aliases           text[] not null,
    name_zh           text   not null,
    name_ru           text   not null,
    ear_name          text   not null,
    parent            text   not null,
    source            text   not null,
    as_of             text   not null,
    verified          text   not null check (verified in ('yes', 'single', 'no')),
    primary key (tenant_id, destination_table, code),
    foreign key (tenant_id, destination_table) references destination_tables
);

create table destinations (
    tenant_id         text             not null,
    destination_table text             not null,
    code              text             not null,
    name              text             not null,
    tier              int              not null check (tier between 0 and 4),
    risk              double precision not null check (risk >= 0 and risk <= 1),
    ally              boolean          not null,
    citation          text             not null,
    source            text             not null,
    as_of             text             not null,
    verified          text             not null check (verified in ('yes', 'single', 'no')),
    valid_from        date             not null default '-infinity',
    valid_to          date             not null default 'infinity',
    primary key (tenant_id, destination_table, code, valid_from),
    foreign key (tenant_id, destination_table, code) references countries
);

create table destination_reasons (
    tenant_id         text not null,
    destination_table text not null,
    code              text not null,
    reason            text not null,
    text              text not null,
    citation          text not null,
    verified          text not null check (verified in ('yes', 'single', 'no')),
    valid_from        date not null default '-infinity',
    valid_to          date not null default 'infinity',
    primary key (tenant_id, destination_table, code, reason, valid_from),
    foreign key (tenant_id, destination_table, code) references countries
);

create table destination_overrides (
    tenant_id         text             not null,
    destination_table text             not null,
    code              text             not null,
    category          text             not null,
    risk              double precision not null check (risk >= 0 and risk <= 1),
    reason            text             not null,
    text              text             not null,
    citation          text             not null,
    valid_from        date             not null default '-infinity',
    valid_to          date             not null default 'infinity',
    primary key (tenant_id, destination_table, code, category, valid_from),
    foreign key (tenant_id, destination_table, code) references countries
);

create table embargoes (
    tenant_id         text not null,
    destination_table text not null,
    ordinal           int  not null,
    code              text not null,
    name              text not null,
    issuer            text not null,
    kind              text not null check (kind in ('comprehensive', 'sectoral', 'arms')),
    note              text not null,
    citation          text not null,
    source            text not null,
    as_of             text not null,
    verified          text not null check (verified in ('yes', 'single', 'no')),
    valid_from        date not null default '-infinity',
    valid_to          date not null default 'infinity',
    primary key (tenant_id, destination_table, ordinal),
    foreign key (tenant_id, destination_table, code) references countries
);

create table country_groups (
    tenant_id         text not null,
    destination_table text not null,
    code              text not null,
    country_group     text not null,
    note              text not null,
    citation          text not null,
    source            text not null,
    as_of             text not null,
    verified          text not null check (verified in ('yes', 'single', 'no')),
    valid_from        date not null default '-infinity',
    valid_to          date not null default 'infinity',
    primary key (tenant_id, destination_table, code, country_group, valid_from),
    foreign key (tenant_id, destination_table, code) references countries
);

-- The country chart of 15 CFR 738 Supplement 1: "reasons" holds the columns that have an X.
create table country_chart (
    tenant_id         text   not null,
    destination_table text   not null,
    code              text   not null,
    reasons           text[] not null,
    row_kind          text   not null,
    footnotes         text   not null,
    note              text   not null,
    citation          text   not null,
    source            text   not null,
    as_of             text   not null,
    verified          text   not null check (verified in ('yes', 'single', 'no')),
    valid_from        date   not null default '-infinity',
    valid_to          date   not null default 'infinity',
    primary key (tenant_id, destination_table, code, valid_from),
    foreign key (tenant_id, destination_table, code) references countries
);

create table policies (
    tenant_id    text        not null,
    version      text        not null,
    state        text        not null check (state in ('draft', 'published', 'retired')),
    note         text        not null default '',
    checksum     bytea       not null,
    created_at   timestamptz not null default clock_timestamp(),
    published_at timestamptz,
    primary key (tenant_id, version)
);
create unique index policies_one_published on policies (tenant_id) where state = 'published';

create table policy_settings (
    tenant_id   text             not null,
    policy      text             not null,
    key         text             not null,
    value       double precision not null,
    description text             not null,
    citation    text             not null,
    primary key (tenant_id, policy, key),
    foreign key (tenant_id, policy) references policies
);

create table measures (
    tenant_id    text             not null,
    policy       text             not null,
    ordinal      int              not null,
    code         text             not null,
    effect       text             not null check (effect in ('flag', 'review', 'licenseRequired', 'prohibited')),
    roles        text[]           not null,
    places       text[]           not null,
    items        text[]           not null,
    circumstance text             not null,
    floor        double precision not null,
    weight       double precision not null,
    text         text             not null,
    citation     text             not null,
    verified     text             not null check (verified in ('yes', 'single', 'no')),
    valid_from   date             not null default '-infinity',
    valid_to     date             not null default 'infinity',
    primary key (tenant_id, policy, ordinal),
    foreign key (tenant_id, policy) references policies
);
