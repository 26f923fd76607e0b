using Screening.Engine.Rules;

namespace Screening.Engine.Matching;

/// <summary>
/// What is said of a line whose whole code is on a list: it depends on nothing else of the line, and most lines of a file are on the same
/// few lists. For one thread at a time.
/// </summary>
internal sealed class KnownListings
{
    /// <summary>More than two rule sets have; then it begins anew.</summary>
    private const int Most = 1 << 15;

    private readonly Dictionary<CompiledListing, ListingMatch> _matches = new(ReferenceEqualityComparer.Instance);

    public ListingMatch Of(CompiledListing listing)
    {
        if (!_matches.TryGetValue(listing, out var match))
        {
            if (_matches.Count == Most)
            {
                _matches.Clear();
            }

            match = ListingMatch.Of(listing.Row, listing.List, listing.Row.Partial ? ListingExtent.Partial : ListingExtent.Full, listing.Row.Description);
            _matches.Add(listing, match);
        }

        return match;
    }
}
