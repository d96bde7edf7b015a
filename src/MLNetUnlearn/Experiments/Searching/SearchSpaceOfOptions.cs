using System.Globalization;
using MLNetUnlearn.Experiments.Searching.Dimensions;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>
/// Which options are tried: named parameters, each with its values and how the options take one. It cannot be changed: every call gives a
/// new space. Ranges are checked by the search, all at once.
/// </summary>
/// <typeparam name="TOptions">The options of a trainer or of a method.</typeparam>
public sealed class SearchSpace<TOptions> where TOptions : class
{
    private readonly IReadOnlyList<SearchParameter<TOptions>> _parameters;

    internal SearchSpace(TOptions options, IReadOnlyList<SearchParameter<TOptions>> parameters)
    {
        (Options, _parameters) = (options, parameters);
        Dimensions = [.. parameters.Select(parameter => parameter.Dimension)];
    }

    /// <summary>The options that all trials share, but for the parameters.</summary>
    public TOptions Options { get; }

    /// <summary>The parameters' names, in the order in which they were added.</summary>
    public IReadOnlyList<string> Parameters => [.. Dimensions.Select(dimension => dimension.Name)];

    internal IReadOnlyList<SearchDimension> Dimensions { get; }

    /// <summary>Adds a number, all values equally likely. Values have 6 significant digits.</summary>
    /// <param name="name">The parameter's name in results, of its own in the space; usually the option's.</param>
    /// <param name="minimum">The least value.</param>
    /// <param name="maximum">The greatest value, above the least.</param>
    /// <param name="with">The options with a value.</param>
    public SearchSpace<TOptions> Uniform(string name, double minimum, double maximum, Func<TOptions, double, TOptions> with) =>
        Number(new NumberDimension(name, minimum, maximum, isLogarithmic: false), with);

    /// <summary>Adds a positive number, all orders of magnitude equally likely. Values have 6 significant digits.</summary>
    /// <param name="name">The parameter's name in results, of its own in the space; usually the option's.</param>
    /// <param name="minimum">The least value, above 0.</param>
    /// <param name="maximum">The greatest value, above the least.</param>
    /// <param name="with">The options with a value.</param>
    public SearchSpace<TOptions> LogUniform(string name, double minimum, double maximum, Func<TOptions, double, TOptions> with) =>
        Number(new NumberDimension(name, minimum, maximum, isLogarithmic: true), with);

    /// <summary>Adds a whole number, all values equally likely.</summary>
    /// <param name="name">The parameter's name in results, of its own in the space; usually the option's.</param>
    /// <param name="minimum">The least value.</param>
    /// <param name="maximum">The greatest value, above the least.</param>
    /// <param name="with">The options with a value.</param>
    public SearchSpace<TOptions> UniformInteger(string name, int minimum, int maximum, Func<TOptions, int, TOptions> with) =>
        WholeNumber(new IntegerDimension(name, minimum, maximum, isLogarithmic: false), with);

    /// <summary>Adds a positive whole number, all orders of magnitude equally likely.</summary>
    /// <param name="name">The parameter's name in results, of its own in the space; usually the option's.</param>
    /// <param name="minimum">The least value, at least 1.</param>
    /// <param name="maximum">The greatest value, above the least.</param>
    /// <param name="with">The options with a value.</param>
    public SearchSpace<TOptions> LogUniformInteger(string name, int minimum, int maximum, Func<TOptions, int, TOptions> with) =>
        WholeNumber(new IntegerDimension(name, minimum, maximum, isLogarithmic: true), with);

    /// <summary>Adds values without an order, all equally likely.</summary>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <param name="name">The parameter's name in results, of its own in the space; usually the option's.</param>
    /// <param name="values">At least 2 values, whose texts differ: results show them.</param>
    /// <param name="with">The options with a value.</param>
    public SearchSpace<TOptions> Choice<T>(string name, IEnumerable<T> values, Func<TOptions, T, TOptions> with)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(with);
        T[] all = [.. values];
        var dimension = new ChoiceDimension(
            name, [.. all.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null")]);
        return Add(dimension, (options, place) => with(options, all[dimension.Index(place)]));
    }

    /// <summary>The options at a point, and what reports tell of it.</summary>
    internal (TOptions Options, IReadOnlyDictionary<string, string> Parameters) At(IReadOnlyList<double> point)
    {
        var (options, texts) = (Options, new Dictionary<string, string>());
        for (var i = 0; i < point.Count; i++)
        {
            options = _parameters[i].With(options, point[i])
                ?? throw new InvalidOperationException($"SearchSpace: '{Dimensions[i].Name}' gave no options.");
            texts.Add(Dimensions[i].Name, Dimensions[i].Text(point[i]));
        }
        return (options, texts);
    }

    internal void Check(OptionProblems problems)
    {
        problems.Require(Dimensions.Count > 0, "The number of parameters", Dimensions.Count, "at least 1");
        foreach (var name in Dimensions.GroupBy(dimension => dimension.Name).Where(group => group.Count() > 1).Select(group => group.Key))
            problems.Add($"'{name}' is the name of several parameters; names must differ.");
        foreach (var dimension in Dimensions)
        {
            problems.Require(!string.IsNullOrWhiteSpace(dimension.Name), "The name of a parameter", dimension.Name, "a name");
            dimension.Check(problems);
        }
    }

    private SearchSpace<TOptions> Number(NumberDimension dimension, Func<TOptions, double, TOptions> with)
    {
        ArgumentNullException.ThrowIfNull(with);
        return Add(dimension, (options, place) => with(options, dimension.Value(place)));
    }

    private SearchSpace<TOptions> WholeNumber(IntegerDimension dimension, Func<TOptions, int, TOptions> with)
    {
        ArgumentNullException.ThrowIfNull(with);
        return Add(dimension, (options, place) => with(options, dimension.Value(place)));
    }

    private SearchSpace<TOptions> Add(SearchDimension dimension, Func<TOptions, double, TOptions> with) =>
        new(Options, [.. _parameters, new SearchParameter<TOptions>(dimension, with)]);
}
