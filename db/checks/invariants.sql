-- Looks for what must never be; a sound database gives no row. Reads only, and sees one moment: begin it as repeatable read where work goes on.
--   psql "$DATABASE" -f db/checks/invariants.sql
with chunks as (
    select c.*, b.state as batch_state, b.rows_total
    from batch_chunks c join batches b on b.tenant_id = c.tenant_id and b.id = c.batch_id and b.month = c.month),
counted as (
    select c.tenant_id, c.batch_id, c.month, c.chunk_no, count(r.row_no) as results, count(distinct r.row_no) as distinct_rows,
        array[count(*) filter (where r.verdict = 'prohibited'), count(*) filter (where r.verdict = 'licenseRequired'), count(*) filter (where r.verdict = 'review'),
              count(*) filter (where r.verdict = 'notScreened'), count(*) filter (where r.verdict = 'incomplete'), count(*) filter (where r.verdict = 'noFinding')] as verdicts,
        count(*) filter (where r.error is not null and r.verdict <> 'notScreened') as rejected, count(*) filter (where r.error is not null and r.verdict = 'notScreened') as failed
    from batch_chunks c
    left join batch_results r on r.tenant_id = c.tenant_id and r.batch_id = c.batch_id and r.month = c.month and r.row_no between c.first_row and c.first_row + c.rows - 1
    group by c.tenant_id, c.batch_id, c.month, c.chunk_no),
audited as (
    select tenant_id, subject, count(*) as entries from audit_entries where action = 'batchChunkScreened' group by tenant_id, subject),
told as (
    select tenant_id, subject, count(*) filter (where action = 'batchReceived') as received, count(*) filter (where action in ('batchCompleted', 'batchFailed')) as ended,
        count(*) filter (where action = 'batchReopened') as reopened, count(*) filter (where action = 'batchCanceled') as canceled
    from audit_entries where action like 'batch%' and action <> 'batchChunkScreened' group by tenant_id, subject)
select 'every row of a finished chunk has exactly one result' as invariant, c.tenant_id, c.batch_id::text || '/' || c.chunk_no as subject, n.results || ' results, ' || c.rows || ' rows' as found
from chunks c join counted n using (tenant_id, batch_id, month, chunk_no)
where n.results <> case c.state when 'done' then c.rows else 0 end or n.distinct_rows <> n.results
union all
select 'every result belongs to a row', r.tenant_id, r.batch_id::text, count(*) || ' results of no chunk'
from batch_results r
where not exists (
    select from batch_chunks c
    where c.tenant_id = r.tenant_id and c.batch_id = r.batch_id and c.month = r.month and r.row_no between c.first_row and c.first_row + c.rows - 1)
group by r.tenant_id, r.batch_id
union all
select 'the rows of an accepted batch are all there, each once', b.tenant_id, b.id::text, coalesce(sum(c.rows), 0) || ' rows in chunks, ' || b.rows_total || ' accepted'
from batches b left join batch_chunks c on c.tenant_id = b.tenant_id and c.batch_id = b.id and c.month = b.month
where b.rows_total is not null
group by b.tenant_id, b.id, b.rows_total
having coalesce(sum(c.rows), 0) <> b.rows_total or coalesce(max(c.first_row + c.rows - 1), 0) <> b.rows_total or count(c.chunk_no) <> coalesce(max(c.chunk_no), -1) + 1
union all
select 'chunks follow one another without a gap', tenant_id, batch_id::text || '/' || chunk_no, 'begins with row ' || first_row || ', expected ' || expected
from (
    select tenant_id, batch_id, chunk_no, first_row, coalesce(lag(first_row + rows) over (partition by tenant_id, batch_id, month order by chunk_no), 1) as expected from batch_chunks) s
where first_row <> expected
union all
select 'counters equal counts', c.tenant_id, c.batch_id::text || '/' || c.chunk_no,
    'verdicts ' || c.verdicts::text || ', rejected ' || c.rows_rejected || ', failed ' || c.rows_failed || '; counted ' || n.verdicts::text || ', ' || n.rejected || ', ' || n.failed
from chunks c join counted n using (tenant_id, batch_id, month, chunk_no)
where c.state = 'done' and (c.verdicts::bigint[] <> n.verdicts or c.rows_rejected <> n.rejected or c.rows_failed <> n.failed)
union all
select 'no result without its audit entry, and none twice', c.tenant_id, c.batch_id::text || '/' || c.chunk_no, coalesce(a.entries, 0) || ' entries'
from chunks c
left join audited a on a.tenant_id = c.tenant_id and a.subject = c.batch_id::text || '/' || c.chunk_no
left join told t on t.tenant_id = c.tenant_id and t.subject = c.batch_id::text
where c.state = 'done' and coalesce(a.entries, 0) not between 1 and 1 + coalesce(t.reopened, 0)
    or c.state <> 'done' and coalesce(a.entries, 0) > coalesce(t.reopened, 0)
union all
select 'an accepted batch was received once, and a finished one has ended', b.tenant_id, b.id::text,
    b.state || ': received ' || coalesce(t.received, 0) || ', ended ' || coalesce(t.ended, 0) || ', reopened ' || coalesce(t.reopened, 0) || ', canceled ' || coalesce(t.canceled, 0)
from batches b left join told t on t.tenant_id = b.tenant_id and t.subject = b.id::text
where coalesce(t.received, 0) <> case when b.rows_total is null then 0 else 1 end
    or b.state in ('completed', 'failed') and coalesce(t.ended, 0) <> 1 + coalesce(t.reopened, 0)
    or b.state in ('queued', 'running') and coalesce(t.ended, 0) <> coalesce(t.reopened, 0)
    or coalesce(t.canceled, 0) <> case b.state when 'canceled' then 1 else 0 end
union all
select 'a batch has ended when its chunks have, and not before', c.tenant_id, c.batch_id::text || '/' || c.chunk_no, 'batch ' || c.batch_state || ', chunk ' || c.state
from chunks c where c.batch_state in ('completed', 'failed') and c.state <> 'done'
union all
select 'a batch has failed when rows of it have, and only then', b.tenant_id, b.id::text, b.state || ' with ' || sum(c.rows_failed) || ' failed rows'
from batches b join batch_chunks c on c.tenant_id = b.tenant_id and c.batch_id = b.id and c.month = b.month
where b.state in ('completed', 'failed')
group by b.tenant_id, b.id, b.state
having (sum(c.rows_failed) > 0) <> (b.state = 'failed')
union all
select 'no row of a batch without the batch', c.tenant_id, c.batch_id::text || '/' || c.chunk_no, 'no batch of this id and month'
from batch_chunks c where not exists (select from batches b where b.tenant_id = c.tenant_id and b.id = c.batch_id and b.month = c.month)
union all
select 'no screening without its audit entry', s.tenant_id, s.id::text, 'no entry'
from screenings s where not exists (select from audit_entries a where a.tenant_id = s.tenant_id and a.subject = s.id::text and a.action = 'screeningStored')
union all
select 'a version of a list in use has the entries it says', v.tenant_id, v.list || '/' || v.seq, count(e.entry_id) || ' entries, ' || v.entries || ' said'
from watchlist_versions v
left join watchlist_entries e on e.tenant_id = v.tenant_id and e.list = v.list and e.from_seq <= v.seq and (e.to_seq is null or e.to_seq > v.seq)
where v.state in ('published', 'superseded')
group by v.tenant_id, v.list, v.seq, v.entries
having count(e.entry_id) <> v.entries
union all
select 'entries wait for a quarantined import alone, and all of them', v.tenant_id, v.list || '/' || v.seq, count(s.entry_id) || ' wait, ' || v.state
from watchlist_versions v left join watchlist_staged s on s.tenant_id = v.tenant_id and s.list = v.list and s.seq = v.seq
group by v.tenant_id, v.list, v.seq, v.state, v.releasable, v.entries
having count(s.entry_id) <> case when v.state = 'quarantined' and v.releasable then v.entries else 0 end
union all
select 'no version of a list in use without its audit entry', v.tenant_id, v.list || '/' || v.seq, 'no entry'
from watchlist_versions v
where v.state in ('published', 'superseded') and not exists (
    select from audit_entries a where a.tenant_id = v.tenant_id and a.subject = v.list || '/' || v.seq and a.action in ('watchlistPublished', 'watchlistReleased'))
union all
select 'no alert without its audit entry', a.tenant_id, a.id::text, 'no entry'
from alerts a where not exists (select from audit_entries e where e.tenant_id = a.tenant_id and e.subject = a.subject_id || '/' || a.id and e.action = 'alertRaised')
union all
select 'an alert is decided when a decision says so, and only then', a.tenant_id, a.id::text, a.state || ', decided ' || coalesce(d.states, 'never')
from alerts a
left join (select tenant_id, alert_id, string_agg(state, ', ' order by seq) as states from alert_dispositions group by tenant_id, alert_id) d on d.tenant_id = a.tenant_id and d.alert_id = a.id
where coalesce(d.states, 'open') <> a.state
union all
select 'a sweep is finished when its parts are, and only then', s.tenant_id, s.list || '/' || s.seq, count(*) || ' parts open'
from alert_sweeps s join alert_sweep_parts p on p.tenant_id = s.tenant_id and p.list = s.list and p.seq = s.seq
where s.finished_at is not null and p.state <> 'done'
group by s.tenant_id, s.list, s.seq
union all
select 'a suppression stands as its history says, with an audit entry for each step', s.tenant_id, s.id::text, s.state || ', history ' || coalesce(h.actions, 'none') || ', entries ' || coalesce(h.audited, 0)
from suppressions s
left join (
    select e.tenant_id, e.suppression_id, string_agg(e.action, ', ' order by e.seq) as actions, count(*) as steps, count(a.id) as audited, (array_agg(e.action order by e.seq desc))[1] as last
    from suppression_events e left join audit_entries a on a.tenant_id = e.tenant_id and a.id = e.id and a.month = month_of(e.id)
    group by e.tenant_id, e.suppression_id) h on h.tenant_id = s.tenant_id and h.suppression_id = s.id
where h.steps is distinct from h.audited
    or not case s.state when 'pending' then h.last = 'created' when 'active' then h.last in ('created', 'approved') else h.last = s.state end;
