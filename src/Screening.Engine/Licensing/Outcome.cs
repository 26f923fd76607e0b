namespace Screening.Engine.Licensing;

/// <summary>What follows from all that was found. The only place where an answer gets looser: by an exception.</summary>
internal static class Outcome
{
    public static LicenseRequirement Of(Deliberation d)
    {
        if (d.IsRequired)
        {
            SayPolicies(d);
            return Exceptions.Try(d) ? LicenseRequirement.ExceptionAvailable : LicenseRequirement.Required;
        }

        if (d.IsOpen)
        {
            return LicenseRequirement.Unknown;
        }

        if (d.Trail.HasUnchecked)
        {
            d.Say(StepCode.UnverifiedFact);
            return LicenseRequirement.Unknown;
        }

        d.Say(StepCode.NoLicense);
        return LicenseRequirement.NotRequired;
    }

    /// <summary>Each policy once: several reasons are reviewed in the same way.</summary>
    private static void SayPolicies(Deliberation d)
    {
        for (var i = 0; i < d.Applying.Count; i++)
        {
            var row = d.Applying[i].Row;
            if (row.Policy.Length > 0 && d.Applying.FindIndex(r => r.Row.Policy == row.Policy) == i)
            {
                d.Say(StepCode.ReviewPolicy, row.Policy, row.PolicyCitation, row.Reason);
            }
        }
    }
}
