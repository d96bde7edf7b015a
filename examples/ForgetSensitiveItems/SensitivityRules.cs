namespace ForgetSensitiveItems;

/// <summary>Says which items are sensitive.</summary>
internal interface ISensitivityRule
{
    /// <summary>How, for the person at the terminal.</summary>
    string Description { get; }

    /// <summary>The sensitive ones of some items.</summary>
    IEnumerable<Item> FindIn(IReadOnlyList<Item> items);
}

/// <summary>Items with one of these words in the title, in any case.</summary>
internal sealed class WordRule(params string[] words) : ISensitivityRule
{
    public string Description => $"by the words {string.Join(", ", words)}";

    public IEnumerable<Item> FindIn(IReadOnlyList<Item> items) =>
        items.Where(item => item.Title.Split(' ').Intersect(words, StringComparer.OrdinalIgnoreCase).Any());
}

/// <summary>Items of a category.</summary>
internal sealed class CategoryRule(string category) : ISensitivityRule
{
    public string Description => $"by the category {category}";

    public IEnumerable<Item> FindIn(IReadOnlyList<Item> items) => items.Where(item => item.Category == category);
}
