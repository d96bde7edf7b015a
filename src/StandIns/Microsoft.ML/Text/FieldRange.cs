using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Fields next to each other; one alone may still be meant as a vector.
internal readonly record struct FieldRange
{
    public FieldRange(int first, int last, bool isVector)
    {
        Contracts.CheckParam(first >= 0, nameof(first), "A field index cannot be negative.");
        Contracts.CheckParam(last >= first, nameof(last), "A range cannot end before it starts.");
        First = first;
        Last = last;
        IsVector = isVector;
    }

    public int First { get; }

    public int Last { get; }

    public bool IsVector { get; }

    public int Count => Last - First + 1;
}
