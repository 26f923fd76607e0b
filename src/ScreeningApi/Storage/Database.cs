using System.Data;
using Dapper;
using Npgsql;
using Polly;
using Polly.Retry;

namespace ScreeningApi.Storage;

/// <summary>
/// The one way to the database. Retries wrap a whole unit of work (open, transaction, commit), never one command: a unit must
/// therefore be safe to do again, also when its commit went through and only the reply was lost.
/// </summary>
/// <param name="kept">Connections for <see cref="WriteOftenAsync"/>; as the others when absent.</param>
public sealed class Database(NpgsqlDataSource source, NpgsqlDataSource? kept = null) : IAsyncDisposable
{
    private static readonly ResiliencePipeline Retries = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } fault && Transience.IsPassing(fault)),
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(100),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    /// <summary>Without it Dapper leaves every property empty whose column has an underscore in its name, and says nothing.</summary>
    static Database() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    /// <summary>Makes the data source. Time-outs are short: a caller is better served by 503 and a later try than by waiting.</summary>
    public static Database Open(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "ScreeningApi", Timeout = 3 };
        builder.CommandTimeout = Math.Min(builder.CommandTimeout, 30);
        var source = NpgsqlDataSource.Create(builder.ConnectionString);
        builder.NoResetOnClose = true;
        return new Database(source, NpgsqlDataSource.Create(builder.ConnectionString));
    }

    /// <summary>Runs reads, again if need be. Throws <see cref="DatabaseUnavailableException"/> when the database stays away.</summary>
    public Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> unit, CancellationToken cancellation) =>
        RunAsync(async () =>
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            return await unit(connection);
        }, cancellation);

    /// <summary>Runs a transaction and commits it, again if need be. Throws <see cref="DatabaseUnavailableException"/> when the database stays away.</summary>
    public Task<T> WriteAsync<T>(Func<NpgsqlConnection, NpgsqlTransaction, Task<T>> unit, CancellationToken cancellation) => WriteAsync(source, unit, cancellation);

    /// <summary>
    /// The same for what is written all the time: sessions are handed on as they are, so that what was prepared in one stays prepared and is
    /// not planned again. A unit must leave nothing else behind in its session.
    /// </summary>
    public Task<T> WriteOftenAsync<T>(Func<NpgsqlConnection, NpgsqlTransaction, Task<T>> unit, CancellationToken cancellation) => WriteAsync(kept ?? source, unit, cancellation);

    /// <summary>One try, without waiting for a better time.</summary>
    public async Task<bool> IsReachableAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var command = new NpgsqlCommand("select 1", connection) { CommandTimeout = 2 };
            return await command.ExecuteScalarAsync(cancellation) is 1;
        }
        catch (Exception fault) when (Transience.IsPassing(fault))
        {
            return false;
        }
    }

    /// <summary>A connection of the caller's own, for waiting on notifications.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => source.OpenConnectionAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await (kept?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static Task<T> WriteAsync<T>(NpgsqlDataSource source, Func<NpgsqlConnection, NpgsqlTransaction, Task<T>> unit, CancellationToken cancellation) =>
        RunAsync(async () =>
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
            var result = await unit(connection, transaction);
            await transaction.CommitAsync(cancellation);
            return result;
        }, cancellation);

    private static async Task<T> RunAsync<T>(Func<Task<T>> unit, CancellationToken cancellation)
    {
        try
        {
            return await Retries.ExecuteAsync(async _ => await unit(), cancellation);
        }
        catch (Exception fault) when (Transience.IsPassing(fault) || Transience.IsExhaustion(fault))
        {
            throw new DatabaseUnavailableException(fault);
        }
    }
}
