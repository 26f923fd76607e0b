using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Matching;
using Screening.Engine.Rules;
using Screening.Engine.Scoring;
using Screening.Engine.Text;
using ScreeningApi.Hosting;

namespace ScreeningApi.Screenings;

/// <summary>Writes a line's result; see <see cref="ScreeningJson"/>. What few lines have is left to the serializer.</summary>
internal static class LineJson
{
    /// <summary>The names that the two runs begin with.</summary>
    public static readonly JsonEncodedText Verdict = Encode("verdict"), Destination = Encode("destination");

    private static readonly JsonEncodedText LineNo = Encode("lineNo"), RiskScore = Encode("riskScore"), RiskLevel = Encode("riskLevel"),
        Categories = Encode("categories"), Listings = Encode("listings"), Controls = Encode("controls"), Licenses = Encode("licenses"),
        Route = Encode("route"), Parties = Encode("parties"), Ownership = Encode("ownership"), Suppressed = Encode("suppressed"), Contributions = Encode("contributions"),
        Findings = Encode("findings"), NearMisses = Encode("nearMisses"), Questions = Encode("questions");

    private static readonly JsonEncodedText Code = Encode("code"), Name = Encode("name"), Confidence = Encode("confidence"), Pieces = Encode("evidence"), Kind = Encode("kind"),
        Field = Encode("field"), Start = Encode("start"), Length = Encode("length"), Text = Encode("text"), Rule = Encode("rule"), Weight = Encode("weight"), Note = Encode("note"),
        Citation = Encode("citation"), Spelled = Encode("spelling"), WeakenedBy = Encode("weakenedBy"), Factor = Encode("factor"), Reach = Encode("reach"), Reason = Encode("reason"),
        Points = Encode("points"), Severity = Encode("severity"), Parameter = Encode("parameter"), Have = Encode("have"), Threshold = Encode("threshold"), Unit = Encode("unit"), Why = Encode("why");

    public static void Write(PooledJson json, LineResult line)
    {
        var writer = json.Writer;
        writer.WriteStartObject();
        writer.WriteNumber(LineNo, line.LineNo);
        LineRuns.WriteBegin(json, line);
        SharedJson.Write(json, Listings, line.Listings, line.Shared.Listings);
        WriteRare(writer, Controls, line.Controls);
        SharedJson.Write(json, Licenses, line.Licenses, line.Shared.Licenses);
        LineRuns.WriteEnd(json, line);
        writer.WriteEndObject();
    }

    /// <summary>From the verdict to the categories.</summary>
    public static void WriteBegin(PooledJson json, LineResult line)
    {
        var writer = json.Writer;
        writer.WriteString(Verdict, EnumText<Verdict>.Of(line.Verdict));
        writer.WriteNumber(RiskScore, line.RiskScore);
        writer.WriteString(RiskLevel, EnumText<RiskLevel>.Of(line.RiskLevel));
        WriteEach(writer, Categories, line.Categories, WriteCategory);
    }

    /// <summary>From the destination to the questions.</summary>
    public static void WriteEnd(PooledJson json, LineResult line)
    {
        var writer = json.Writer;
        SharedJson.Write(json, Destination, line.Destination, line.Shared.Destination);
        SharedJson.Write(json, Route, line.Route, line.Shared.Route);
        WriteRare(writer, Parties, line.Parties);
        WriteRare(writer, Ownership, line.Ownership);
        WriteRare(writer, Suppressed, line.Suppressed);
        WriteEach(writer, Contributions, line.Contributions, WriteContribution);
        WriteEach(writer, Findings, line.Findings, WriteFinding);
        WriteEach(writer, NearMisses, line.NearMisses, WriteNearMiss);
        WriteEach(writer, Questions, line.Questions, WriteQuestion);
    }

    private static void WriteEach<T>(Utf8JsonWriter writer, JsonEncodedText name, ImmutableArray<T> values, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStartObject();
            write(writer, value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteRare<T>(Utf8JsonWriter writer, JsonEncodedText name, ImmutableArray<T> values)
    {
        writer.WritePropertyName(name);
        if (values.IsEmpty)
        {
            writer.WriteStartArray();
            writer.WriteEndArray();
            return;
        }

        JsonSerializer.Serialize(writer, values, JsonFormat.Options);
    }

    private static void WriteCategory(Utf8JsonWriter writer, CategoryMatch category)
    {
        writer.WriteString(Code, category.Code);
        writer.WriteString(Name, category.Name);
        writer.WriteNumber(Confidence, category.Confidence);
        WriteEach(writer, Pieces, category.Evidence, WriteEvidence);
    }

    private static void WriteEvidence(Utf8JsonWriter writer, Evidence evidence)
    {
        writer.WriteString(Kind, EnumText<EvidenceKind>.Of(evidence.Kind));
        writer.WriteString(Field, evidence.Field);
        if (evidence.Start is { } start)
        {
            writer.WriteNumber(Start, start);
        }

        if (evidence.Length is { } length)
        {
            writer.WriteNumber(Length, length);
        }

        writer.WriteString(Text, evidence.Text);
        writer.WriteString(Rule, evidence.Rule);
        writer.WriteNumber(Weight, evidence.Weight);
        writer.WriteString(Note, evidence.Note);
        writer.WriteString(Citation, evidence.Citation);
        if (evidence.Spelling is { } spelling)
        {
            writer.WriteString(Spelled, EnumText<Spelling>.Of(spelling));
        }

        if (evidence.WeakenedBy is { } weakening)
        {
            writer.WriteStartObject(WeakenedBy);
            writer.WriteString(Rule, weakening.Rule);
            writer.WriteString(Text, weakening.Text);
            writer.WriteNumber(Factor, weakening.Factor);
            writer.WriteString(Reach, EnumText<ExclusionScope>.Of(weakening.Reach));
            writer.WriteString(Note, weakening.Note);
            writer.WriteEndObject();
        }
    }

    private static void WriteContribution(Utf8JsonWriter writer, ScoreContribution contribution)
    {
        writer.WriteString(Factor, EnumText<ScoreFactor>.Of(contribution.Factor));
        writer.WriteString(Reason, contribution.Reason);
        writer.WriteNumber(Points, contribution.Points);
        writer.WriteString(Text, contribution.Text);
        writer.WriteString(Citation, contribution.Citation);
    }

    private static void WriteFinding(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteString(Code, finding.Code);
        writer.WriteString(Severity, EnumText<FindingSeverity>.Of(finding.Severity));
        writer.WriteString(Text, finding.Text);
        writer.WriteString(Citation, finding.Citation);
    }

    private static void WriteNearMiss(Utf8JsonWriter writer, NearMiss miss)
    {
        writer.WriteString(Rule, miss.Rule);
        writer.WriteString(Parameter, miss.Parameter);
        writer.WriteString(Have, miss.Have);
        writer.WriteString(Threshold, miss.Threshold);
        writer.WriteString(Text, miss.Text);
    }

    private static void WriteQuestion(Utf8JsonWriter writer, Question question)
    {
        writer.WriteString(Parameter, question.Parameter);
        writer.WriteString(Unit, question.Unit);
        writer.WriteString(Why, question.Why);
    }

    private static JsonEncodedText Encode(string name) => JsonEncodedText.Encode(name);
}
