namespace NextItem.WebApi.Http;

/// <summary>How much may be asked for.</summary>
internal static class Limits
{
    public const int BodyBytes = 64 * 1024;
    public const int QueryCharacters = 2048;
    public const int JsonDepth = 4;
    public const int Items = 1000;
    public const int IdCharacters = 256;
    public const int Count = 100;

    /// <summary>What is wrong with an id, <see langword="null"/> if nothing is.</summary>
    /// <param name="name">What it is called, never what it is.</param>
    /// <param name="id">The id.</param>
    public static Problem? OfId(string name, string id) => IsId(id)
        ? null
        : Problem.BadRequest($"'{name}' must have 1 to {IdCharacters} characters, and no control characters.");

    public static Problem? OfItems(IReadOnlyList<string> items)
    {
        if (items.Count is < 1 or > Items)
            return Problem.BadRequest($"'items' must be 1 to {Items} ids.");
        foreach (var item in items)
        {
            if (item is null || !IsId(item))
                return Problem.BadRequest($"Each of 'items' must have 1 to {IdCharacters} characters, and no control characters.");
        }
        return null;
    }

    public static Problem? OfCount(int count) =>
        count is >= 1 and <= Count ? null : Problem.BadRequest($"'count' must be 1 to {Count}.");

    public static bool IsId(string id)
    {
        if (id.Length is < 1 or > IdCharacters)
            return false;
        foreach (var character in id)
        {
            if (char.IsControl(character))
                return false;
        }
        return true;
    }
}
