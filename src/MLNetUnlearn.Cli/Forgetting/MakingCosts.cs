using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Costs;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Cli.Forgetting;

/// <summary>What it took to make a model, and how it went.</summary>
internal sealed record MakingCost(UnlearningCost Cost, IReadOnlyList<CurvePoint> Curve);

/// <summary>The costs of models, by the SHA-256 of their files, so that they are told of no other model.</summary>
internal sealed class MakingCosts
{
    private const string FileName = "costs.json";

    private readonly Dictionary<string, MakingCost> _byFile = [];

    /// <summary>What a folder knows; nothing where it has no such file.</summary>
    public static MakingCosts In(string folder)
    {
        var costs = new MakingCosts();
        var file = Path.Combine(folder, FileName);
        if (File.Exists(file) && ResultJson.Read<Dictionary<string, MakingCost>>(file) is { } known)
        {
            foreach (var (hash, cost) in known)
                costs._byFile[hash] = cost;
        }
        return costs;
    }

    public MakingCost? Of(string modelFile) => _byFile.GetValueOrDefault(FileHash.Of(modelFile));

    public void Add(string modelFile, MakingCost? cost)
    {
        if (cost is not null)
            _byFile[FileHash.Of(modelFile)] = cost;
    }

    public void Write(string folder)
    {
        if (_byFile.Count > 0)
            ResultJson.Write(Path.Combine(folder, FileName), _byFile);
    }
}
