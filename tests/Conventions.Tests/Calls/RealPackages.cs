using System.Text;

namespace MLNetUnlearn.Conventions.Calls;

/// <summary>docs/real-packages.md: what the library calls of the packages that can be swapped in.</summary>
internal static class RealPackages
{
    public const string MLNet = "ML.NET";
    public const string Engine = "Tensors: called by the default build, on the engine";
    public const string TorchSharp = "Tensors: called by the TorchSharp build";
    private const string File = "docs/real-packages.md";

    public static void Check(string heading, Func<string, bool> assembly) => Baseline.CheckSection(File, heading, Section(assembly));

    private static string Section(Func<string, bool> assembly)
    {
        var text = new StringBuilder();
        foreach (var type in References.Of(OurAssemblies.Library).Where(type => assembly(type.Assembly)))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append("- `").Append(type.Name).Append('`');
            foreach (var member in type.Members)
                text.Append("\n  - `").Append(member).Append('`');
        }
        return text.ToString();
    }
}
