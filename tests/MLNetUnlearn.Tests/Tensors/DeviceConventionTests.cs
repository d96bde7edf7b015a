using System.Text.RegularExpressions;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Tensors;

/// <summary>
/// On a GPU, a tensor that was created without a device would meet those of the module and end the run; on the CPU nobody would notice.
/// </summary>
[TestClass]
public sealed partial class DeviceConventionTests
{
    [TestMethod]
    public void Every_tensor_that_the_library_creates_says_where()
    {
        var calls = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "MLNetUnlearn"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Created().Matches(File.ReadAllText(file)).Select(call => (File: Path.GetFileName(file), Text: call.Value)))
            .ToArray();

        Assert.IsGreaterThan(10, calls.Length);
        Assert.AreEqual("", string.Join("; ", calls.Where(call => !call.Text.Contains("device: ", StringComparison.Ordinal))));
    }

    // A factory's name and its arguments, with parentheses in them matched.
    [GeneratedRegex(@"\btorch\.(arange|empty|from_array|full|ones|rand\w*|tensor|zeros)\((?>[^()]+|(?<open>\()|(?<-open>\)))*(?(open)(?!))\)")]
    private static partial Regex Created();
}
