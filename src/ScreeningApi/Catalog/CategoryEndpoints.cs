using Screening.Engine.Rules;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;
using ScreeningApi.Reference;

namespace ScreeningApi.Catalog;

internal static class CategoryEndpoints
{
    public static IEndpointRouteBuilder MapCategories(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/categories").WithTags("Reference").RequireAuthorization(Scopes.Screen).WithProblems(400, 401, 403, 500, 503);
        group.MapGet("", List).WithName("listCategories").WithSummary("Lists the categories of goods and how concerning each is").Produces<CategoryList>();
        group.MapGet("/{code}", Get).WithName("getCategory").WithSummary("Gives one category with all its rules").Produces<CategoryDetail>().WithProblems(404);
        return routes;
    }

    internal static IResult List(HttpContext context, SnapshotHolder snapshots)
    {
        var rules = snapshots.Current.Rules;
        return QueryNames.RefuseUnknown(context)
            ?? Results.Json(new CategoryList { RuleSet = rules.Version, Items = [.. rules.Categories.Select(c => CategoryItem.Of(c, rules))] }, JsonFormat.Options);
    }

    internal static IResult Get(HttpContext context, SnapshotHolder snapshots, string code)
    {
        var rules = snapshots.Current.Rules;
        return QueryNames.RefuseUnknown(context) ?? (rules.Categories.FirstOrDefault(c => c.Code == code) is { } category
            ? Results.Json(new CategoryDetail { RuleSet = rules.Version, Category = CategoryItem.Of(category, rules), Rules = [.. RulesOf(category, rules).Select(RuleItem.Of)] }, JsonFormat.Options)
            : Problems.NotFound(context, "category with this code"));
    }

    private static IEnumerable<RuleRow> RulesOf(CategoryRow category, CompiledRuleSet rules) =>
        rules.RuleRows.Where(r => r.Category == category.Code || r.Targets.Contains(category.Code) || r.Targets.Contains("*"));
}
