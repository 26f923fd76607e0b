namespace ScreeningApi.Watchlists.Formats;

/// <summary>One file of a list as it was published.</summary>
/// <param name="Name">Name of the file, by which parts are told apart and faults say where.</param>
/// <param name="Content">Read from its position to its end, synchronously: a file or memory, not the body of a request. Stays the caller's.</param>
internal sealed record WatchlistPart(string Name, Stream Content);
