using MLNetUnlearn.Options;

namespace MLNetUnlearn.Experiments.Searching.Dimensions;

/// <summary>A parameter's values, laid out over places from 0 to 1, where a tuner looks for them.</summary>
internal abstract class SearchDimension(string name)
{
    public string Name => name;

    /// <summary>How many values there are that have no order; null for numbers.</summary>
    public virtual int? Choices => null;

    /// <summary>The value at a place, as results show it.</summary>
    public abstract string Text(double place);

    /// <summary>Places of evenly spaced values, both ends among them; of fewer values all.</summary>
    public abstract double[] Grid(int points);

    /// <summary>Notes what is wrong with the range.</summary>
    public abstract void Check(OptionProblems problems);
}
