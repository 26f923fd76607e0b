using System.Reflection;
using System.Reflection.Emit;

namespace Screening.Engine.Tests.Support;

/// <summary>
/// Which types the types of an assembly use: in signatures, fields, bases, and in the code of their methods. Read from the compiled
/// assembly, so that no spelling in the source (aliases, full names, var) hides a use.
/// </summary>
internal static class TypeUses
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Each pair once; what the compiler generates counts for the type that it stands in.</summary>
    public static IReadOnlyList<TypeUse> Of(Assembly assembly) =>
        [.. assembly.GetTypes().SelectMany(type => UsedBy(type).SelectMany(Parts).Select(used => new TypeUse(Outermost(type), Outermost(used)))).Where(u => u.From != u.To).Distinct()];

    private static IEnumerable<Type?> UsedBy(Type type) =>
    [
        type.BaseType, .. type.GetInterfaces(), .. type.GetFields(All).Select(f => f.FieldType),
        .. type.GetMethods(All).SelectMany(m => Signature(m).Append(m.ReturnType).Concat(Code(m))),
        .. type.GetConstructors(All).SelectMany(c => Signature(c).Concat(Code(c))),
    ];

    private static IEnumerable<Type> Signature(MethodBase method) => method.GetParameters().Select(p => p.ParameterType);

    private static IEnumerable<Type?> Code(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } code)
        {
            return [];
        }

        var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        return body.LocalVariables.Select(l => (Type?)l.LocalType)
            .Concat(Tokens(code).Select(token => method.Module.ResolveMember(token, typeArguments, methodArguments)).SelectMany(Mentioned));
    }

    private static IEnumerable<Type?> Mentioned(MemberInfo? member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType, field.FieldType],
        MethodInfo method => [method.DeclaringType, method.ReturnType, .. method.GetGenericArguments(), .. Signature(method)],
        ConstructorInfo constructor => [constructor.DeclaringType],
        _ => [],
    };

    /// <summary>The metadata tokens of members and types in a method's code.</summary>
    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? unchecked((short)(0xFE00 | code[at + 1])) : code[at];
            var operation = OpCodesByValue[value];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return BitConverter.ToInt32(code, at);
            }

            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    /// <summary>A type and the types it is made of.</summary>
    private static IEnumerable<Type> Parts(Type? type) =>
        type is null || type.IsGenericParameter ? []
        : type.HasElementType ? Parts(type.GetElementType())
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}

/// <summary>One type that uses another.</summary>
internal sealed record TypeUse(Type From, Type To)
{
    public override string ToString() => $"{From.FullName} uses {To.FullName}";
}
