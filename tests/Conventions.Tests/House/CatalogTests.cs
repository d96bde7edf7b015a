using System.Reflection;
using System.Runtime.CompilerServices;

namespace MLNetUnlearn.Conventions.House;

/// <summary>What a catalog offers comes twice, as in ML.NET: with short named parameters and with all options.</summary>
[TestClass]
public sealed class CatalogTests
{
    private static readonly Exemptions OptionsOnly = new(
        ("ModelPersistenceCatalog.Restore", "there is nothing to choose"),
        ("ModelPersistenceCatalog.SavePackage", "a file or a stream, and nothing to choose"),
        ("ModelPersistenceCatalog.LoadPackage", "a file or a stream, and nothing to choose"),
        ("SequentialRecommendationTrainers.Custom", "options of the caller's own type cannot be spelled out"),
        ("UnlearningCatalog.Custom", "options of the caller's own type cannot be spelled out"));

    [TestMethod]
    public void There_are_catalogs_to_look_at() => Assert.IsGreaterThan(4, Offers().Count());

    [TestMethod]
    public void Every_method_has_a_short_form_and_one_with_options() => OptionsOnly.Check(
        Offers().Where(offer => offer.Count() != 2 || offer.Count(TakesOptions) != 1).Select(offer => offer.Key));

    /// <summary>A generic form gives what its caller names.</summary>
    [TestMethod]
    public void Both_forms_give_the_same() => Problems.None(
        Offers().Where(offer => offer.Where(method => !method.IsGenericMethod).Select(method => method.ReturnType).Distinct().Count() > 1)
            .Select(offer => offer.Key));

    [TestMethod]
    public void Both_forms_start_with_the_same_parameters() => Problems.None(
        from offer in Offers()
        where offer.Count() == 2 && offer.Any(TakesOptions)
        let required = offer.Single(method => !TakesOptions(method)).GetParameters().Where(parameter => !parameter.HasDefaultValue)
        let before = offer.Single(TakesOptions).GetParameters()[..^1]
        where !required.Select(Text).SequenceEqual(before.Select(Text))
        select offer.Key);

    [TestMethod]
    public void Short_parameters_are_options_with_the_same_default() => Problems.None(
        from offer in Offers()
        where offer.Count() == 2 && offer.Any(TakesOptions)
        let options = offer.Single(TakesOptions).GetParameters()[^1].ParameterType
        let fresh = Activator.CreateInstance(options)
        from parameter in offer.Single(method => !TakesOptions(method)).GetParameters().Where(parameter => parameter.HasDefaultValue)
        let option = options.GetProperty(char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..])
        where option is null || !Equals(option.GetValue(fresh), parameter.DefaultValue)
        let has = option is null ? "no such option" : option.GetValue(fresh) ?? "null"
        select $"{offer.Key}: {parameter.Name} is {parameter.DefaultValue ?? "null"}, {options.Name} has {has}");

    private static IEnumerable<IGrouping<string, MethodInfo>> Offers() =>
        from type in OurAssemblies.Library.GetExportedTypes()
        where type.Name.EndsWith("Catalog", StringComparison.Ordinal) || type.Name.EndsWith("Trainers", StringComparison.Ordinal)
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName && (!method.IsStatic || method.IsDefined(typeof(ExtensionAttribute)))
        group method by $"{type.Name}.{method.Name}";

    private static bool TakesOptions(MethodInfo method) =>
        method.GetParameters() is [.., var last] && last.ParameterType.Name.EndsWith("Options", StringComparison.Ordinal);

    private static string Text(ParameterInfo parameter) => $"{parameter.ParameterType} {parameter.Name}";
}
