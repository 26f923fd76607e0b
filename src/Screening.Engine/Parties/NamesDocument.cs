using System.Collections.Immutable;
using Screening.Engine.Rules;

namespace Screening.Engine.Parties;

/// <summary>What is known about the words that names are made of, as authored: the data behind every comparison of names.</summary>
public sealed record NamesDocument
{
    public ImmutableArray<NameWordRow> Words { get; init; } = [];

    public ImmutableArray<NameSettingRow> Settings { get; init; } = [];
}

/// <summary>Words or phrases of names that are the same thing.</summary>
/// <param name="Word">The canonical form; of a legal form its best-known abbreviation (<c>gmbh</c>), of a word its English form, of a personal name its commonest Latin spelling.</param>
/// <param name="Lang">Language of the forms; empty for several.</param>
/// <param name="Forms">All spellings, in any script, the canonical one included where it is one.</param>
/// <param name="Weight">How much a name with the word differs from one without: 0 (nothing) to 1 (a word that names).</param>
public sealed record NameWordRow(NameWordKind Kind, string Word, string Lang, ImmutableArray<string> Forms, double Weight, string Citation, Validity Validity);

/// <summary>What a word of a name is.</summary>
public enum NameWordKind
{
    /// <summary>Ltd, GmbH, ООО, 有限公司: says how something is organised, not who it is.</summary>
    LegalForm,

    /// <summary>A word of trade or institution that many names have: trading, international, факультет, bank.</summary>
    Trade,

    /// <summary>Articles, prepositions and name particles: the, of, de, al, bin, von.</summary>
    Particle,

    /// <summary>Mr, Haji, Sheikh, General, Dr.</summary>
    Title,

    /// <summary>A given name in its spellings, short forms and scripts: Mohammed, Muhammad, Mohd, Мухаммед, محمد.</summary>
    GivenName,

    /// <summary>A family name that very many people have: Kim, Khan, Hussain, Ivanov.</summary>
    Surname,

    /// <summary>A country, region or city in the languages in which names have it, adjectives included: Iran, Iranian, Irano.</summary>
    Place,
}

/// <summary>A weight or threshold of the comparison of names.</summary>
public sealed record NameSettingRow(string Key, double Value, string Description, string Citation);
