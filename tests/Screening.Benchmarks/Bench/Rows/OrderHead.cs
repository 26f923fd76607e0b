namespace Screening.Benchmarks.Bench.Rows;

/// <summary>What all lines of an order say alike: who gets it and where it goes.</summary>
internal sealed class OrderHead(Vocabulary vocabulary, Chance chance)
{
    // Shares of a thousand orders.
    private const int GoesElsewhere = 40, HasTransit = 30, HasEndUser = 200, NamesEndUserCountry = 800, HasEndUse = 150, HasTown = 600;

    private readonly Utf8Text _consignee = new();
    private readonly Utf8Text _endUser = new();
    private readonly byte[][] _names = vocabulary.Words["names"];
    private readonly byte[][] _trades = vocabulary.Words["trades"];
    private readonly byte[][] _towns = vocabulary.Words["towns"];
    private readonly byte[][] _uses = vocabulary.Words["uses"];
    private Traded _origin = vocabulary.Origins[0];
    private byte[] _currency = [], _destination = [], _consigneeCountry = [], _transit = [], _endUserCountry = [], _endUse = [];

    public void Draw()
    {
        _origin = chance.Of(vocabulary.Origins);
        _currency = chance.Of(_origin.Values);
        var destination = chance.Of(vocabulary.Destinations);
        _destination = destination.Code;
        var buyer = chance.PerMille(GoesElsewhere) ? chance.Of(vocabulary.Destinations) : destination;
        Name(_consignee, buyer);
        _consigneeCountry = buyer.Code;
        _transit = chance.PerMille(HasTransit) ? chance.Of(vocabulary.Transits).Code : [];
        _endUser.Clear();
        _endUserCountry = [];
        if (chance.PerMille(HasEndUser))
        {
            Name(_endUser, destination);
            _endUserCountry = chance.PerMille(NamesEndUserCountry) ? destination.Code : [];
        }

        _endUse = chance.PerMille(HasEndUse) ? chance.Of(_uses) : [];
    }

    /// <summary>currency, origin, destination, transit, consignee, consignee_country, end_user, end_user_country, end_use.</summary>
    public void Write(CsvRows rows)
    {
        rows.AddCell(_currency);
        rows.AddCell(_origin.Code);
        rows.AddCell(_destination);
        rows.AddCell(_transit);
        rows.AddCell(_consignee.Span);
        rows.AddCell(_consigneeCountry);
        rows.AddCell(_endUser.Span);
        rows.AddCell(_endUserCountry);
        rows.AddCell(_endUse);
    }

    private void Name(Utf8Text name, Traded country)
    {
        name.Clear().Add(chance.Of(_names)).Add(" "u8);
        if (chance.PerMille(HasTown))
        {
            name.Add(chance.Of(_towns)).Add(" "u8);
        }

        name.Add(chance.Of(_trades)).Add(" "u8).Add(chance.Of(country.Values));
    }
}
