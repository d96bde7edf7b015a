using MLNetUnlearn.Experiments.Searching.Dimensions;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>A parameter of a search space.</summary>
/// <typeparam name="TOptions">What takes its values.</typeparam>
/// <param name="Dimension">Its name and its values.</param>
/// <param name="With">The options with the value at a place from 0 to 1.</param>
internal sealed record SearchParameter<TOptions>(SearchDimension Dimension, Func<TOptions, double, TOptions> With);
