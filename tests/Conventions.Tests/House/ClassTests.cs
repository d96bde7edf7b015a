using System.Reflection;
using System.Runtime.CompilerServices;
using MLNetUnlearn.Conventions.PublicApi;

namespace MLNetUnlearn.Conventions.House;

/// <summary>Classes are made to be extended or closed, and show no state that others can change.</summary>
[TestClass]
public sealed class ClassTests
{
    [TestMethod]
    public void Every_class_of_the_libraries_and_the_tool_is_sealed_static_or_abstract() => Problems.None(
        new[] { OurAssemblies.Library, OurAssemblies.Testing, OurAssemblies.Serving, OurAssemblies.Tool }.SelectMany(Open).Select(TypeNames.Declared));

    /// <summary>TorchSharp's and ML.NET's shapes are not ours to choose, but what we leave open there we also use.</summary>
    [TestMethod]
    public void Open_classes_below_the_library_have_heirs()
    {
        var parents = OurAssemblies.All.SelectMany(Declared.Types).Select(type => type.BaseType is { IsGenericType: true } generic
            ? generic.GetGenericTypeDefinition() : type.BaseType).ToHashSet();

        Problems.None(OurAssemblies.All.SelectMany(Open).Where(type => !parents.Contains(type)).Select(TypeNames.Declared));
    }

    [TestMethod]
    public void The_library_has_no_visible_fields() => Problems.None(
        Declared.Types(OurAssemblies.Library).Where(type => type is { IsEnum: false })
            .SelectMany(type => type.GetFields(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsLiteral && !field.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(field => $"{TypeNames.Declared(field.DeclaringType!)}.{field.Name}"));

    [TestMethod]
    public void Metrics_cannot_be_changed() => Problems.None(
        Declared.Types(OurAssemblies.Library).Where(type => type.Name.EndsWith("Metrics", StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties()).Where(property => property.SetMethod?.IsPublic == true)
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name} can be set"));

    [TestMethod]
    public void There_are_metrics_to_look_at() => Assert.IsNotEmpty(
        Declared.Types(OurAssemblies.Library).Where(type => type.Name.EndsWith("Metrics", StringComparison.Ordinal)));

    private static IEnumerable<Type> Open(Assembly assembly) =>
        Declared.Types(assembly).Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false });
}
