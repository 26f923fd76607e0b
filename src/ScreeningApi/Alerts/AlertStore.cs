using Dapper;
using ScreeningApi.Storage;

namespace ScreeningApi.Alerts;

internal sealed class AlertStore(Database database)
{
    private const string Columns =
        """
        tenant_id, id, created_at, state, party_key, name, country, role, subject_kind, subject_id, list, list_version, section, entry_id, entry_digest, entry_name,
        score, strength, unsuppressed, explanation::text as explanation
        """;

    /// <summary>What became of a decision.</summary>
    /// <param name="IsNew">False when the alert was decided before.</param>
    internal sealed record Decided(AlertRow Alert, bool IsNew);

    /// <summary>Newest first; one more than the limit when there are more.</summary>
    public Task<List<AlertRow>> ListAsync(string tenant, AlertFilter filter, CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<AlertRow>(
            $"""
             select {Columns} from alerts
             where tenant_id = @tenant and (@State::text is null or state = @State) and (@List::text is null or list = @List) and (@From::timestamptz is null or created_at >= @From)
                 and (@Before::uuid is null or id < @Before)
             order by id desc limit @Limit + 1
             """, new { tenant, filter.State, filter.List, filter.From, filter.Before, filter.Limit })).AsList(), cancellation);

    /// <summary>Null when the tenant has no such alert.</summary>
    public Task<AlertRow?> FindAsync(string tenant, Guid id, CancellationToken cancellation) => database.ReadAsync(connection =>
        connection.QuerySingleOrDefaultAsync<AlertRow?>($"select {Columns} from alerts where tenant_id = @tenant and id = @id", new { tenant, id }), cancellation);

    /// <summary>Oldest first.</summary>
    public Task<List<DispositionRow>> ListDispositionsAsync(string tenant, Guid id, CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<DispositionRow>(
            "select at, actor, state, reason from alert_dispositions where tenant_id = @tenant and alert_id = @id order by seq", new { tenant, id })).AsList(), cancellation);

    /// <summary>Decides an open alert; null when the tenant has no such alert. Done again by the same act it changes nothing.</summary>
    public Task<Decided?> DisposeAsync(string tenant, Guid id, (Guid Id, string Actor) by, (string State, string Reason) decision, byte[] digest, CancellationToken cancellation) =>
        database.WriteAsync<Decided?>(async (connection, transaction) =>
        {
            var alert = await connection.QuerySingleOrDefaultAsync<AlertRow?>(
                $"select {Columns} from alerts where tenant_id = @tenant and id = @id for update", new { tenant, id }, transaction);
            if (alert is null || alert.State != "open")
            {
                var isOurs = alert is not null && await connection.ExecuteScalarAsync<bool>(
                    "select exists (select from alert_dispositions where tenant_id = @tenant and alert_id = @id and id = @ActId)", new { tenant, id, ActId = by.Id }, transaction);
                return alert is null ? null : new Decided(alert, isOurs);
            }

            await connection.ExecuteAsync(
                """
                update alerts set state = @State where tenant_id = @tenant and id = @id;
                insert into alert_dispositions (tenant_id, alert_id, seq, month, subject_id, id, actor, state, reason)
                select @tenant, @id, coalesce(max(seq), 0) + 1, @alertMonth, @SubjectId, @ActId, @Actor, @State, @Reason from alert_dispositions where tenant_id = @tenant and alert_id = @id;
                insert into audit_entries (tenant_id, id, month, actor, action, subject, digest, detail)
                values (@tenant, @ActId, @month, @Actor, 'alertDisposed', @subject, @digest, jsonb_build_object('state', @State))
                """,
                new
                {
                    tenant, id, decision.State, decision.Reason, alertMonth = Months.MonthOf(id), alert.SubjectId, ActId = by.Id, by.Actor, month = Months.MonthOf(by.Id), subject = $"{alert.SubjectId}/{id}", digest,
                }, transaction);
            return new Decided(alert with { State = decision.State }, true);
        }, cancellation);
}
