namespace MLNetUnlearn.Conventions.PublicApi;

/// <summary>The parts of a signature with parameters.</summary>
internal sealed record Call(string Name, IReadOnlyList<string> Parameters, string Rest)
{
    private static readonly string[] NotCalled = [" : ", " -> ", " <- ", "["];

    /// <summary>Null for what has no parameter list: types, fields, properties.</summary>
    public static Call? Parse(string signature)
    {
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || NotCalled.Any(mark => signature[..open].Contains(mark, StringComparison.Ordinal)))
            return null;
        var parameters = new List<string>();
        var (depth, from) = (0, open + 1);
        for (var i = open; i < signature.Length; i++)
        {
            depth += signature[i] switch
            {
                '(' or '<' or '[' => 1,
                ')' or ']' => -1,
                '>' when signature[i - 1] != '-' => -1,
                _ => 0,
            };
            if ((depth != 0 || signature[i] != ')') && (depth != 1 || signature[i] != ','))
                continue;
            if (i > from)
                parameters.Add(signature[from..i].Trim());
            from = i + 1;
            if (depth == 0)
                return new Call(signature[..open], parameters, signature[from..]);
        }
        return null;
    }

    /// <summary>Whether calls of this compile as calls of <paramref name="real"/>, which may have more optional parameters.</summary>
    public bool Fits(Call real)
    {
        var matched = 0;
        foreach (var parameter in real.Parameters)
        {
            if (matched < Parameters.Count && Parameters[matched] == parameter)
                matched++;
            else if (!parameter.Contains(" = ", StringComparison.Ordinal))
                return false;
        }
        return matched == Parameters.Count && Name == real.Name && Rest == real.Rest;
    }
}
