-- Purpose: keep a request byte for byte as it was sent (jsonb changes its white space and refuses numbers such as 1e-20000). Locks: access exclusive on screenings while it is rewritten.

alter table screenings alter column request type json using request::json;
