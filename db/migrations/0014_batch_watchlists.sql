-- Purpose: a batch holds to the versions of the lists of restricted parties that were in use when it arrived. Locks: batches, for the moment in which a column with a constant default is added.

alter table batches add column watchlists jsonb not null default '{}';
