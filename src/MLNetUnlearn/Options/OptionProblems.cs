using System.Globalization;

namespace MLNetUnlearn.Options;

/// <summary>Collects what is wrong with an options object and throws once, naming every option, its value and what is allowed.</summary>
/// <param name="owner">The options type in the message.</param>
public sealed class OptionProblems(string owner)
{
    private readonly List<string> _problems = [];

    /// <summary>Notes a problem unless <paramref name="isValid"/>.</summary>
    /// <param name="isValid">Whether the value is allowed.</param>
    /// <param name="option">The option's name.</param>
    /// <param name="value">The option's value.</param>
    /// <param name="allowed">What is allowed, as the end of the sentence "it must be ...".</param>
    public OptionProblems Require(bool isValid, string option, object? value, string allowed)
    {
        if (!isValid)
            _problems.Add($"{option} is {Text(value)}; it must be {allowed}.");
        return this;
    }

    /// <summary>Notes a problem in words.</summary>
    /// <param name="problem">A sentence that names the option, its value and what is allowed.</param>
    public OptionProblems Add(string problem)
    {
        _problems.Add(problem);
        return this;
    }

    /// <summary>Requires a usable column name.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="value">The option's value.</param>
    public OptionProblems RequireName(string option, string? value) =>
        Require(!string.IsNullOrWhiteSpace(value), option, value, "a column name");

    /// <summary>Requires a usable column name or null.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="value">The option's value.</param>
    public OptionProblems RequireNameOrNull(string option, string? value) =>
        Require(value is null || value.Trim().Length > 0, option, value, "a column name or null");

    /// <summary>Requires that no two of the given output columns share a name.</summary>
    /// <param name="names">The options' names and values.</param>
    public OptionProblems RequireDistinct(params (string Option, string? Value)[] names)
    {
        foreach (var group in names.Where(name => name.Value is not null).GroupBy(name => name.Value).Where(group => group.Count() > 1))
        {
            _problems.Add($"{string.Join(" and ", group.Select(name => name.Option))} are {(group.Count() == 2 ? "both" : "all")} "
                + $"{Text(group.Key)}; they must differ.");
        }

        return this;
    }

    /// <summary>Requires a finite number above 0.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="value">The option's value.</param>
    public OptionProblems RequirePositive(string option, double value) =>
        Require(value > 0 && double.IsFinite(value), option, value, "a finite number above 0");

    /// <summary>Requires a finite number, 0 or above.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="value">The option's value.</param>
    public OptionProblems RequireNotNegative(string option, double value) =>
        Require(value >= 0 && double.IsFinite(value), option, value, "a finite number, 0 or above");

    /// <summary>Requires a whole number of at least 1.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="value">The option's value.</param>
    public OptionProblems RequireCount(string option, int value) => Require(value >= 1, option, value, "at least 1");

    /// <summary>Requires the value that the model to go on from has.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="value">The option's value.</param>
    /// <param name="trained">The model's value.</param>
    public OptionProblems RequireSame(string option, object? value, object? trained) =>
        Require(Equals(value, trained), option, value, $"{Text(trained)}, as in the model to go on from");

    /// <summary>All problems in one text that begins with the owner; <see langword="null"/> where none was noted.</summary>
    public string? Message => _problems.Count == 0 ? null : $"{owner}: {string.Join(" ", _problems)}";

    /// <summary>Throws when a problem was noted.</summary>
    /// <param name="parameterName">The parameter that held the options.</param>
    /// <exception cref="ArgumentOutOfRangeException">At least one option is invalid; all are listed.</exception>
    public void ThrowIfAny(string parameterName)
    {
        if (Message is { } message)
            throw new ArgumentOutOfRangeException(parameterName, message);
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
