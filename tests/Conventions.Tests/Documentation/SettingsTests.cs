using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MLNetUnlearn.Conventions.Documentation;

/// <summary>Options and stop rules, the records that are set by name: immutable, and their defaults are documented truly.</summary>
[TestClass]
public sealed partial class SettingsTests
{
    private static readonly XmlDocs Docs = new(OurAssemblies.Library);

    [TestMethod]
    public void There_are_settings_to_look_at() => Assert.IsGreaterThan(10, Settings().Count());

    [TestMethod]
    public void Options_are_records() => Problems.None(
        OurAssemblies.Library.GetTypes().Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && !IsRecord(type))
            .Select(type => $"{type} is not a record"));

    [TestMethod]
    public void Settings_can_only_be_initialised() => Problems.None(
        Settings().Where(setting => !setting.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            .Select(setting => $"{Name(setting)} can be set"));

    [TestMethod]
    public void Settings_say_their_default() => Problems.None(
        Settings().Where(setting => !DefaultWord().IsMatch(Summary(setting)))
            .Select(setting => $"{Name(setting)}: \"{Summary(setting)}\" says no default"));

    [TestMethod]
    public void The_default_said_is_the_value_of_a_new_object() => Problems.None(
        from setting in Settings()
        from said in DefaultSaid(Summary(setting))
        from type in OurAssemblies.Library.GetExportedTypes()
        where setting.DeclaringType!.IsAssignableFrom(type) && type.GetConstructor([]) is not null && !type.IsAbstract
        let value = setting.GetValue(Activator.CreateInstance(type))
        where value is string or not IEnumerable && !Same(said, value)
        select $"{type.Name}.{setting.Name} is {Text(value)}, but says {said}");

    private static IEnumerable<PropertyInfo> Settings() =>
        from type in OurAssemblies.Library.GetExportedTypes()
        where IsRecord(type) && PublicMembers.Positional(type).Count == 0
        from property in PublicMembers.Of(type).OfType<PropertyInfo>()
        where property.SetMethod?.IsPublic == true
        select property;

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;

    private static string Name(PropertyInfo setting) => $"{setting.DeclaringType!.Name}.{setting.Name}";

    private static string Summary(PropertyInfo setting) => XmlDocs.Text(Docs.Of(setting)?.Element("summary"));

    // "Default 3,000." or "null, the default, ...": what stands there.
    private static IEnumerable<string> DefaultSaid(string summary)
    {
        var after = AfterDefault().Match(summary);
        if (after.Success)
            yield return after.Groups[1].Value.TrimEnd('.', ',', ';', ':');
        else if (NullIsDefault().IsMatch(summary))
            yield return "null";
    }

    private static bool Same(string said, object? value) =>
        said == Text(value) || (value is not null && said == value.GetType().Name)
        || (double.TryParse(said, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            && value is IConvertible and not string and not Enum && Convert.ToDouble(value, CultureInfo.InvariantCulture) == number);

    private static string Text(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        CancellationToken { CanBeCanceled: false } => "none",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    [GeneratedRegex(@"\b[Dd]efault\b")]
    private static partial Regex DefaultWord();

    [GeneratedRegex(@"\bDefault:? (\S+)")]
    private static partial Regex AfterDefault();

    [GeneratedRegex(@"\bnull, the default\b")]
    private static partial Regex NullIsDefault();
}
