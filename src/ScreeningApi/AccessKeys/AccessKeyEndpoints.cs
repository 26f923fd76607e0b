using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ScreeningApi.Hosting;

namespace ScreeningApi.AccessKeys;

internal static class AccessKeyEndpoints
{
    private const int MaxName = 100;

    public static IEndpointRouteBuilder MapAccessKeys(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/access-keys").WithTags("Administration").RequireAuthorization(Scopes.Admin).WithProblems(400, 401, 403, 500, 503);
        group.MapPost("", Create).WithName("createAccessKey").WithSummary("Makes a key; its text is shown this once and never stored")
            .Accepts<AccessKeyRequest>("application/json").Produces<AccessKeyResponse>(201).WithProblems(413, 415, 422);
        group.MapGet("", List).WithName("listAccessKeys").WithSummary("Lists the tenant's keys, without their texts").Produces<AccessKeyList>();
        group.MapDelete("/{id:guid}", Revoke).WithName("revokeAccessKey").WithSummary("Revokes a key").Produces(204).WithProblems(404);
        return routes;
    }

    internal static async Task<IResult> Create(HttpContext context, AccessKeyStore store, AccessKeyDirectory keys, TimeProvider clock)
    {
        var body = await RequestBody.ReadAsync<AccessKeyRequest>(context);
        if (body.Refusal is not null)
        {
            return body.Refusal;
        }

        var caller = Caller.Of(context);
        if (Check(body.Value!, caller) is { Count: > 0 } errors)
        {
            return Problems.Invalid(context, errors);
        }

        var text = AccessKey.NewText();
        var row = await store.InsertAsync(new AccessKeyRow
        {
            TenantId = body.Value!.Tenant ?? caller.Tenant, Id = Guid.CreateVersion7(clock.GetUtcNow()), Name = body.Value.Name!, Scopes = [.. body.Value.Scopes!.Distinct()],
            CreatedBy = caller.Actor, KeyHash = Convert.FromHexString(AccessKey.Hash(text)),
        }, context.RequestAborted);
        await keys.RefreshAsync(context.RequestAborted);
        return Results.Json(AccessKeyResponse.Of(row) with { Key = text }, JsonFormat.Options, statusCode: 201);
    }

    internal static async Task<IResult> List(HttpContext context, AccessKeyStore store) =>
        Results.Json(new AccessKeyList { Items = [.. (await store.ListAsync(Caller.Of(context).Tenant, context.RequestAborted)).Select(AccessKeyResponse.Of)] }, JsonFormat.Options);

    internal static async Task<IResult> Revoke(HttpContext context, AccessKeyStore store, AccessKeyDirectory keys, TimeProvider clock, Guid id)
    {
        var caller = Caller.Of(context);
        if (!await store.RevokeAsync(caller.Tenant, id, (Guid.CreateVersion7(clock.GetUtcNow()), caller.Actor), context.RequestAborted))
        {
            return Problems.NotFound(context, "key with this id");
        }

        await keys.RefreshAsync(context.RequestAborted);
        return Results.NoContent();
    }

    private static List<FieldError> Check(AccessKeyRequest request, Caller caller)
    {
        var errors = new List<FieldError>();
        Expect(request.Name is { Length: >= 1 and <= MaxName } name && !name.Contains('\0', StringComparison.Ordinal), "/name",
            request.Name is null ? "nothing" : $"{request.Name.Length} characters", $"1 to {MaxName} characters, none of them NUL");
        Expect(request.Scopes is { Count: >= 1 } scopes && scopes.All(Scopes.All.Contains), "/scopes",
            request.Scopes?.FirstOrDefault(s => !Scopes.All.Contains(s)) is { } unknown ? Shown(unknown) : "nothing", $"at least one of {string.Join(", ", Scopes.All)}");
        Expect(request.Tenant is null || IsTenant(request.Tenant), "/tenant", Shown(request.Tenant), "1 to 40 small letters, digits and hyphens");
        Expect(request.Tenant is null || request.Tenant == caller.Tenant || caller.Tenant == AccessKeyDirectory.OperatorTenant, "/tenant",
            "another tenant", $"the caller's own: only a key of the tenant {AccessKeyDirectory.OperatorTenant} may make keys for others");
        return errors;

        void Expect(bool holds, string pointer, string found, string expected)
        {
            if (!holds)
            {
                errors.Add(new FieldError { Pointer = pointer, Code = "invalidValue", Detail = $"found {found}, expected {expected}" });
            }
        }
    }

    private static string Shown(string? text) => text is { Length: > 40 } ? $"'{text[..40]}…'" : $"'{text}'";

    private static bool IsTenant(string text) => text.Length is >= 1 and <= 40 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}

/// <summary>A key to be made.</summary>
public sealed record AccessKeyRequest
{
    /// <summary>Who or what uses it, for its owner to recognise it by.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>Any of screen, review, rules, admin.</summary>
    [Required, MinLength(1)]
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>The tenant it belongs to; the caller's own when absent.</summary>
    [StringLength(40, MinimumLength = 1)]
    public string? Tenant { get; init; }
}

/// <summary>A key, without its text save when it was just made.</summary>
public sealed record AccessKeyResponse
{
    public required Guid Id { get; init; }
    public required string Tenant { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    public required DateTime CreatedAt { get; init; }

    /// <summary>Null while it works.</summary>
    public required DateTime? RevokedAt { get; init; }

    /// <summary>The text to send in X-Api-Key: only in the answer that made it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    internal static AccessKeyResponse Of(AccessKeyRow row) =>
        new() { Id = row.Id, Tenant = row.TenantId, Name = row.Name, Scopes = row.Scopes, CreatedAt = row.CreatedAt, RevokedAt = row.RevokedAt };
}

/// <summary>A tenant's keys.</summary>
public sealed record AccessKeyList
{
    public required IReadOnlyList<AccessKeyResponse> Items { get; init; }
}
