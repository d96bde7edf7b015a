using System.Text.Json;

namespace MLNetUnlearn.Testing.Entries;

/// <summary>An entry and its name.</summary>
internal sealed record NamedEntry(string Name, Entry Entry);

/// <summary>One thing that a baseline holds.</summary>
internal abstract record Entry
{
    /// <summary>What it is: the name of its value in the file.</summary>
    public abstract string Kind { get; }

    /// <summary>The value in a message.</summary>
    public abstract string Text { get; }

    /// <summary>How this one differs from the baseline's, which is of the same kind; null: it does not.</summary>
    public abstract string? DifferenceFrom(Entry baseline);

    /// <summary>What takes the place of the baseline's, with what people have set there.</summary>
    public virtual Entry InPlaceOf(Entry baseline) => this;

    /// <summary>Writes the members of its object.</summary>
    public abstract void Write(Utf8JsonWriter writer);
}
