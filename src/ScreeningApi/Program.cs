using ScreeningApi.Commands;
using ScreeningApi.Hosting;
using ScreeningApi.Reference;
using ScreeningApi.Storage;
using ScreeningApi.Storage.LocalPostgres;

string[] rest = args is [{ } first, ..] && first.StartsWith('-') ? args : [.. args.Skip(1)];
try
{
    IcuCheck.Run();
    return (args.Length == 0 || rest.Length == args.Length ? "serve" : args[0]) switch
    {
        "serve" => await ServeCommand.RunAsync(rest, CancellationToken.None),
        "worker" => await WorkerCommand.RunAsync(rest, CancellationToken.None),
        "migrate" => await MigrateCommand.RunAsync(rest, CancellationToken.None),
        "import" => await ImportCommand.RunAsync(rest, CancellationToken.None),
        "screen" => await ScreenCommand.RunAsync(rest),
        var unknown => Usage(unknown),
    };
}
catch (Exception fault) when (fault is NoDatabaseException or DatabaseUnavailableException or ReferenceDataException or ReferenceFileException
    or Npgsql.NpgsqlException or InvalidOperationException or IOException or Microsoft.Extensions.Options.OptionsValidationException)
{
    await Console.Error.WriteLineAsync($"{fault.Message} {(fault.InnerException is { } inner ? inner.Message : "")}".TrimEnd());
    return ExitCodes.Failed;
}

static int Usage(string unknown) { Console.Error.WriteLine($"Found the command '{unknown}', expected serve, worker, migrate, import or screen."); return ExitCodes.Usage; }
