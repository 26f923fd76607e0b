namespace Screening.Engine.Rules;

/// <summary>Sorts the few things that one line has, and keeps the order of equal ones: insertion, which allocates nothing.</summary>
internal static class StableSort
{
    public static void Sort<T>(T[] items, Comparison<T> compare)
    {
        for (var i = 1; i < items.Length; i++)
        {
            var item = items[i];
            var at = i;
            for (; at > 0 && compare(items[at - 1], item) > 0; at--)
            {
                items[at] = items[at - 1];
            }

            items[at] = item;
        }
    }
}
