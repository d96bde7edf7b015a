namespace MLNetUnlearn.Conventions.PublicApi;

/// <summary>One line of a listing: a type, one of its supertypes, a member or an accessor, and after it what holds of it.</summary>
internal sealed record ApiLine(string Signature, string Modifiers)
{
    private static readonly string[] Overridable = ["abstract", "virtual", "override"];

    public static ApiLine Parse(string line)
    {
        var at = line.LastIndexOf(" [", StringComparison.Ordinal);
        return at >= 0 && line.EndsWith(']') && !line.EndsWith("[]", StringComparison.Ordinal)
            ? new ApiLine(line[..at], line[(at + 2)..^1])
            : new ApiLine(line, "");
    }

    public override string ToString() => Modifiers.Length == 0 ? Signature : $"{Signature} [{Modifiers}]";

    /// <summary>Why code that compiles against this line may not compile against the real one; null if it does.</summary>
    public string? Excess(ApiLine real)
    {
        foreach (var word in (string[])["static", "protected", "class", "struct", "interface", "enum", "delegate", "ref", "const"])
        {
            if (Has(word) != real.Has(word))
                return $"{(Has(word) ? "is" : "is not")} {word} here";
        }
        foreach (var word in (string[])["abstract", "sealed", "readonly"])
        {
            if (real.Has(word) && !Has(word) && !(word == "readonly" && Has("struct")) && !(word == "sealed" && real.Has("override")))
                return $"is not {word} here";
        }
        return (Has("abstract") || Has("virtual")) && !Has("class") && !Overridable.Any(real.Has) ? "can be overridden here" : null;
    }

    private bool Has(string word) => Modifiers.Split(' ').Contains(word);
}
