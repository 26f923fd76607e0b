namespace ScreeningApi.Intake;

/// <summary>
/// Where a field stands in a request. Made for every field that is read and turned into a JSON pointer (RFC 6901) for the few that
/// are wrong, so that a good request pays nothing for it.
/// </summary>
/// <param name="Outer"><c>/lines</c>, or the whole pointer where the field stands in no list.</param>
/// <param name="Index">Place in the list; negative where there is none.</param>
/// <param name="Name">Field of the list's element; empty for the element itself.</param>
/// <param name="InnerIndex">Place in the list that the field is; negative where it is none.</param>
/// <param name="InnerName">Field of that list's element.</param>
internal readonly record struct FieldPath(string Outer, int Index = -1, string Name = "", int InnerIndex = -1, string InnerName = "")
{
    public static implicit operator FieldPath(string pointer) => new(pointer);

    public override string ToString()
    {
        var path = Index < 0 ? Outer : $"{Outer}/{Index}";
        path = Name.Length == 0 ? path : $"{path}/{Name}";
        path = InnerIndex < 0 ? path : $"{path}/{InnerIndex}";
        return InnerName.Length == 0 ? path : $"{path}/{InnerName}";
    }
}
