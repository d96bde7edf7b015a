using System.Globalization;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Experiments;

/// <summary>Variants of one method's options.</summary>
public static class SweepVariants
{
    /// <summary>The same options with several values of one number, say a weight.</summary>
    /// <typeparam name="TOptions">The method's options.</typeparam>
    /// <param name="name">The method's name; a variant is called "name, parameter = value".</param>
    /// <param name="parameter">The option's name.</param>
    /// <param name="options">All other options.</param>
    /// <param name="values">The values.</param>
    /// <param name="with">The options with a value.</param>
    public static ValueSweep OfValues<TOptions>(
        string name, string parameter, TOptions options, IEnumerable<double> values, Func<TOptions, double, TOptions> with)
        where TOptions : UnlearningOptions
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(parameter);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(with);
        var points = values.Select(value => (Value: value, Text: value.ToString(CultureInfo.InvariantCulture))).ToArray();
        string NameOf(string text) => $"{name}, {parameter} = {text}";
        return new ValueSweep(
            [
                .. points.Select(point => new SweepVariant(NameOf(point.Text), with(options, point.Value))
                {
                    Settings = new Dictionary<string, string> { [parameter] = point.Text },
                }),
            ],
            new ReportSweep($"{name}: {parameter}", parameter, [.. points.Select(point => new SweepPoint(point.Value, NameOf(point.Text)))]));
    }

    /// <summary>A method as it is, and with one change at a time.</summary>
    /// <typeparam name="TOptions">The method's options.</typeparam>
    /// <param name="name">The method's name, that of the first variant; the others are called "name, change".</param>
    /// <param name="options">The whole method.</param>
    /// <param name="changes">What each change is called, for example "without KL", and the options after it.</param>
    public static IReadOnlyList<SweepVariant> OfChanges<TOptions>(
        string name, TOptions options, params (string Name, Func<TOptions, TOptions> Change)[] changes)
        where TOptions : UnlearningOptions
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(changes);
        return
        [
            new SweepVariant(name, options),
            .. changes.Select(change => new SweepVariant($"{name}, {change.Name}", change.Change(options))
            {
                Settings = new Dictionary<string, string> { ["Change"] = change.Name },
            }),
        ];
    }
}
