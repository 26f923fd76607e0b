namespace Screening.Engine.Rules;

/// <summary>Why a rule set cannot be used: where, what was found, what was expected.</summary>
public sealed record RuleSetDiagnostic(string Where, string Message)
{
    public override string ToString() => $"{Where}: {Message}";
}
