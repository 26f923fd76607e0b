namespace ScreeningApi.Storage.LocalPostgres;

/// <param name="DataDirectory">Absolute; what a database keeps goes below it.</param>
/// <param name="Why">Why the sources before this one were not taken: ends the line that says what was.</param>
/// <param name="Say">Takes one line for the person who waits.</param>
internal sealed record DatabaseRequest(string DataDirectory, string Why, Action<string> Say);
