using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.Conventions.House;

/// <summary>A type's last word says what it is in ML.NET's terms, and no other type uses the word.</summary>
[TestClass]
public sealed class NamingTests
{
    [TestMethod]
    [DataRow(typeof(IEstimator<>), "Estimator", "Trainer")]
    [DataRow(typeof(ITransformer), "Transformer")]
    [DataRow(typeof(IDataLoader<>), "Loader")]
    [DataRow(typeof(IDataView), "DataView")]
    [DataRow(typeof(DataViewRowCursor), "Cursor")]
    [DataRow(typeof(IRowToRowMapper), "Mapper", "Transformer")]
    [DataRow(typeof(Exception), "Exception")]
    [DataRow(typeof(Attribute), "Attribute")]
    public void What_a_type_is_ends_its_name(Type kind, params string[] suffixes) => Problems.None(
        Library().Where(type => Is(type, kind) && !EndsWith(type, suffixes))
            .Select(type => $"{type.Name} is a {kind.Name}: it must end with {string.Join(" or ", suffixes)}"));

    [TestMethod]
    [DataRow("Estimator", typeof(IEstimator<>))]
    [DataRow("Trainer", typeof(IEstimator<>))]
    [DataRow("Transformer", typeof(ITransformer))]
    [DataRow("DataView", typeof(IDataView))]
    [DataRow("Cursor", typeof(DataViewRowCursor))]
    [DataRow("Mapper", typeof(IRowToRowMapper))]
    public void What_a_name_ends_with_the_type_is(string suffix, Type kind)
    {
        var named = Library().Where(type => type.IsClass && EndsWith(type, suffix)).ToArray();

        Assert.IsNotEmpty(named);
        Problems.None(named.Where(type => !Is(type, kind) && !NotAMapper(type)).Select(type => $"{type.Name} is no {kind.Name}"));
    }

    [TestMethod]
    public void Extensions_of_a_catalog_are_in_a_catalog() => Problems.None(
        Library().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(ExtensionAttribute)) && EndsWith(method.GetParameters()[0].ParameterType, "Catalog")
                && !EndsWith(method.DeclaringType!, "Catalog"))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"));

    private static IEnumerable<Type> Library() => Declared.Types(OurAssemblies.Library);

    // The name of a rule that a step keeps is not the name of a mapper.
    private static bool NotAMapper(Type type) => type.Name.StartsWith("NotA", StringComparison.Ordinal);

    private static bool EndsWith(Type type, params string[] suffixes) =>
        suffixes.Any(suffix => type.Name.Split('`')[0].EndsWith(suffix, StringComparison.Ordinal));

    private static bool Is(Type type, Type kind) => type.IsClass && (kind.IsAssignableFrom(type)
        || (kind.IsGenericTypeDefinition
            && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == kind)));
}
