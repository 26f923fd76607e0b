using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests;

/// <summary>Who may use whom. Each rule stands in docs and CONTRIBUTING in a sentence, and here so that it stays true.</summary>
[Trait("Category", "Architecture")]
public sealed partial class ArchitectureTests
{
    private const int MaxFileLines = 350;
    private const int MaxProgramLines = 30;
    private const string Engine = "Screening.Engine";
    private const string Service = "ScreeningApi";

    private static readonly IReadOnlyList<TypeUse> EngineUses = TypeUses.Of(typeof(ScreeningEngine).Assembly);
    private static readonly IReadOnlyList<TypeUse> ServiceUses = TypeUses.Of(typeof(ScreeningApi.Reference.ReferenceFolder).Assembly);

    /// <summary>What a folder of the engine may use besides itself: Scoring looks at what was found, never back.</summary>
    private static readonly Dictionary<string, string[]> EngineLayers = new()
    {
        ["Items"] = [],
        ["Text"] = [],
        ["Rules"] = ["Items", "Text"],
        ["Matching"] = ["Rules", "Items", "Text"],
        ["Destinations"] = ["Rules", "Items", "Text"],
        ["Licensing"] = ["Rules", "Items", "Text"],
        ["Parties"] = ["Rules", "Items", "Text"],
        ["Scoring"] = ["Matching", "Destinations", "Licensing", "Parties", "Rules", "Items", "Text", ""],
        [""] = ["Scoring", "Matching", "Destinations", "Licensing", "Parties", "Rules", "Items", "Text"],
    };

    /// <summary>Folders of the service that are no features: what all may use, and what puts all together. Intake is the one way from what was sent to what is screened.</summary>
    private static readonly string[] Shared = ["Hosting", "Storage", "Intake"];
    private static readonly string[] Composition = ["Hosting", "Commands", ""];

    /// <summary>AnyAscii is tables of letters and nothing else.</summary>
    [Fact]
    public void The_engine_references_the_base_library_and_one_library_of_letters() =>
        Assert.All(typeof(ScreeningEngine).Assembly.GetReferencedAssemblies().Where(a => a.Name != "AnyAscii"), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));

    [Fact]
    public void Inside_the_engine_nobody_looks_back()
    {
        Assert.All(EngineUses.Select(u => Folder(u.From, Engine)).OfType<string>().Distinct(), folder => Assert.Contains(folder, EngineLayers.Keys));
        Assert.DoesNotContain(EngineUses, u => Folder(u.From, Engine) is { } from && Folder(u.To, Engine) is { } to && from != to && !EngineLayers[from].Contains(to));
    }

    /// <summary>Scoring fills the result's records, which stand beside the entry point; it must not call the entry point.</summary>
    [Fact]
    public void Nothing_in_the_engine_calls_its_entry_point() =>
        Assert.DoesNotContain(EngineUses, u => u.To == typeof(ScreeningEngine));

    [Fact]
    public void The_engine_has_no_clock_no_input_or_output_no_chance_and_no_regular_expression()
    {
        string[] namespaces = ["System.IO", "System.Net", "System.Diagnostics", "System.Text.RegularExpressions", "System.Threading.Tasks", "System.Data"];
        Type[] types = [typeof(DateTime), typeof(DateTimeOffset), typeof(TimeProvider), typeof(Random), typeof(Environment), typeof(Console), typeof(System.Security.Cryptography.RandomNumberGenerator)];
        Assert.DoesNotContain(EngineUses, u => types.Contains(u.To) || namespaces.Any(n => u.To.Namespace == n && !IsOfCompiler(u.To)));
    }

    [Fact]
    public void The_engine_keeps_nothing_that_can_change_between_screenings()
    {
        var changeable = typeof(ScreeningEngine).Assembly.GetTypes()
            .Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute)))
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(f => f is { IsInitOnly: false, IsLiteral: false } && !f.IsDefined(typeof(ThreadStaticAttribute)));
        Assert.Empty(changeable.Select(f => $"{f.DeclaringType}.{f.Name}"));
    }

    [Fact]
    public void A_feature_uses_another_only_through_its_store_or_snapshot_holder() =>
        Assert.DoesNotContain(ServiceUses, u =>
            Feature(u.From) is { } from && Feature(u.To) is { } to && from != to && !IsDoorOf(u.To));

    [Fact]
    public void No_feature_uses_what_puts_the_features_together() =>
        Assert.DoesNotContain(ServiceUses, u => Feature(u.From) is not null && Folder(u.To, Service) is "Commands" or "" && Feature(u.From) is not null);

    [Fact]
    public void Storage_knows_no_feature_no_host_and_no_engine() =>
        Assert.DoesNotContain(ServiceUses, u => Folder(u.From, Service) == "Storage"
            && (Folder(u.To, Service) is { } to && to != "Storage" || Folder(u.To, Engine) is not null));

    [Fact]
    public void Endpoints_are_used_by_the_host_alone() =>
        Assert.DoesNotContain(ServiceUses, u => u.To.Name.EndsWith("Endpoints", StringComparison.Ordinal) && Folder(u.To, Service) != Folder(u.From, Service) && Folder(u.From, Service) != "Hosting");

    [Fact]
    public void Single_and_batch_come_through_one_entry_point() =>
        Assert.DoesNotContain(ServiceUses, u => u.To.Namespace == "Screening.Engine.Scoring" && u.To.IsNotPublic);

    [Fact]
    public void SQL_stands_in_stores_in_the_migrator_and_in_the_database_alone()
    {
        var elsewhere = Repository.Sources("src").Where(f => !MayHoldSql(f)).SelectMany(f => SourceText.Literals(f.Text).Where(l => Sql().IsMatch(l)).Select(l => $"{f.Path}: {l}"));
        Assert.Empty(elsewhere);
    }

    [Fact]
    public void The_change_listener_listens_and_asks_nothing_else() =>
        Assert.All(SourceText.Literals(File("src/ScreeningApi/Hosting/ChangeListener.cs").Text).Where(l => Sql().IsMatch(l)), l => Assert.Contains("listen", l, StringComparison.Ordinal));

    [Fact]
    public void No_file_grows_beyond_what_one_can_keep_in_mind() =>
        Assert.Empty(Repository.Sources("src").Where(f => LinesOf(f) > MaxFileLines).Select(f => $"{f.Path}: {LinesOf(f)} lines"));

    [Fact]
    public void The_program_only_picks_a_command() => Assert.InRange(LinesOf(File("src/ScreeningApi/Program.cs")), 1, MaxProgramLines);

    [Theory]
    [InlineData(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", "take the time from TimeProvider")]
    [InlineData(@"#region", "no regions")]
    [InlineData(@"\bTODO\b(?!.*#\d)", "a TODO has an issue number")]
    [InlineData(@"\b(class|record|struct|interface)\s+\w*(Manager|Helper|Util|Utils|Dto|Impl)\b", "the field's own words")]
    public void Source_stays_clear_of(string pattern, string instead) =>
        Assert.Empty(Repository.Sources("src").Where(f => Regex.IsMatch(f.Text, pattern)).Select(f => $"{f.Path}: {instead}"));

    [Fact]
    public void Text_is_normalised_in_one_place()
    {
        var others = Repository.Sources("src").Where(f => f.Text.Contains(".Normalize(Norm", StringComparison.Ordinal) && f.Name != "CharacterFolding.cs" && f.Name != "IcuCheck.cs");
        Assert.Empty(others.Select(f => f.Path));
    }

    /// <summary>The measure itself must be able to fail.</summary>
    [Fact]
    public void The_readers_of_this_test_see_what_they_are_to_see()
    {
        Assert.Contains(EngineUses, u => u.From == typeof(ScreeningEngine) && u.To.Name == "LineScreening");
        Assert.Contains(ServiceUses, u => Folder(u.From, Service) == "Screenings" && u.To == typeof(ScreeningEngine));
        Assert.Equal(["\"a // b\"", "$\"x\"", "\"\"\"\n select 1 \"\"\""], SourceText.Literals("var a = \"a // b\"; // \"no\"\n var b = $\"x\"; /* \"no\" */ var c = '\"'; var d = \"\"\"\n select 1 \"\"\";"));
        Assert.Contains(Repository.Sources("src").Where(MayHoldSql).SelectMany(f => SourceText.Literals(f.Text)), l => Sql().IsMatch(l));
    }

    /// <summary>What is to the left: the folder of a type below its project; empty for the project itself; null for other assemblies.</summary>
    private static string? Folder(Type type, string project) =>
        type.Namespace is not { } name || type.Assembly.GetName().Name != project || !(name + ".").StartsWith(project + ".", StringComparison.Ordinal) ? null
        : name.Length == project.Length ? ""
        : name[(project.Length + 1)..].Split('.')[0];

    private static string? Feature(Type type) => Folder(type, Service) is { } folder && !Shared.Contains(folder) && !Composition.Contains(folder) ? folder : null;

    private static bool IsDoorOf(Type type) => type.Name.EndsWith("Store", StringComparison.Ordinal) || type.Name.EndsWith("Holder", StringComparison.Ordinal);

    private static bool IsOfCompiler(Type type) => type.IsDefined(typeof(CompilerGeneratedAttribute)) || typeof(Attribute).IsAssignableFrom(type);

    private static bool MayHoldSql(SourceFile file) =>
        file.Name.EndsWith("Store.cs", StringComparison.Ordinal) || file.Name is "Migrator.cs" or "ChangeListener.cs" || file.Path.StartsWith("src/ScreeningApi/Storage/", StringComparison.Ordinal) && file.Name.EndsWith("Database.cs", StringComparison.Ordinal);

    private static SourceFile File(string path) => Repository.Sources("src").Single(f => f.Path == path);

    private static int LinesOf(SourceFile file) => file.Text.Count(c => c == '\n');

    [GeneratedRegex("""^\W*(select\s+\S|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+(table|database|role|user|index|extension)\s|alter\s+\w+\s|drop\s+\w+\s|listen\s|notify\s|with\s+\w+\s+as\s*\(|copy\s+\w+\s)""", RegexOptions.IgnoreCase)]
    private static partial Regex Sql();
}
