using System.Text.Json;
using MLNetUnlearn.Persistence.Packages;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Persistence.Checkpoints;

/// <summary>
/// The state of a run as a package: weights, Adam's state, the best weights so far where the run keeps them, and its positions.
/// </summary>
/// <typeparam name="TPositions">What else the run has to know to go on; a record that JSON holds exactly.</typeparam>
/// <param name="options">Where the file is.</param>
/// <param name="run">The run's name in messages.</param>
/// <param name="fingerprint">What makes the run: two runs with the same fingerprint do the same.</param>
internal sealed class CheckpointFile<TPositions>(CheckpointOptions options, string run, string fingerprint)
    where TPositions : class
{
    private const string Format = "MLNetUnlearn checkpoint";
    private const string Weights = "weights.safetensors";
    private const string Optimizer = "optimizer.safetensors";
    private const string Best = "best.safetensors";

    private static readonly string[] _entries = [Weights, Optimizer, Best, PackageManifest.EntryName];

    /// <summary>Whether a checkpoint is due after an epoch.</summary>
    public bool IsDue(long epoch) => epoch % options.EveryEpochs == 0;

    /// <summary>Replaces the file.</summary>
    public void Save(nn.Module module, Adam optimizer, WeightSnapshot? best, TPositions positions) =>
        AtomicFile.Write(options.FilePath, stream =>
        {
            using var scope = torch.NewDisposeScope();
            using var package = new PackageWriter(stream);
            package.Add(Weights, entry => Safetensors.Write(entry, module.state_dict()));
            package.Add(Optimizer, entry => Safetensors.Write(entry, AdamStates.Of(module, optimizer)));
            if (best is { IsTaken: true })
                package.Add(Best, entry => Safetensors.Write(entry, best.Tensors));
            PackageManifest.Write(package, Format, new Content(run, fingerprint, OptionsJson.Write(positions)));
            package.Complete();
        });

    /// <summary>Fills module, optimiser and best weights from the file, if there is one.</summary>
    /// <returns>The positions, or null when there is no file: the run starts from its beginning.</returns>
    /// <exception cref="FormatException">The file is no checkpoint, or a damaged one.</exception>
    /// <exception cref="InvalidOperationException">The file is a checkpoint of another run.</exception>
    public TPositions? TryResume(nn.Module module, Adam optimizer, WeightSnapshot? best)
    {
        if (!File.Exists(options.FilePath))
            return null;
        using var file = File.OpenRead(options.FilePath);
        var content = Undecodable.Guard($"Checkpoint '{options.FilePath}'", () => ReadContent(file));
        if (content.Run != run || content.Fingerprint != fingerprint)
        {
            throw new InvalidOperationException(
                $"{run}: '{options.FilePath}' is the checkpoint of another run ({content.Run}), with other data, options, seed or model. " +
                "Delete it, or use another file.");
        }
        return Undecodable.Guard($"Checkpoint '{options.FilePath}'", () => Fill(file, content, module, optimizer, best));
    }

    /// <summary>Deletes the file: the run is done.</summary>
    public void Delete() => AtomicFile.Delete(options.FilePath);

    private static Content ReadContent(Stream file)
    {
        using var package = new PackageReader(file, _entries);
        return PackageManifest.Read<Content>(package, Format);
    }

    private static TPositions Fill(Stream file, Content content, nn.Module module, Adam optimizer, WeightSnapshot? best)
    {
        using var scope = torch.NewDisposeScope();
        using var package = new PackageReader(file, _entries);
        ReadInto(package, Weights, module.state_dict());
        var states = AdamStates.Of(module, optimizer);
        ReadInto(package, Optimizer, states);
        AdamStates.RestoreSteps(module, optimizer, states);
        if (best is not null && package.Has(Best))
        {
            best.Take(module);
            ReadInto(package, Best, best.Tensors);
        }
        return (TPositions)OptionsJson.Read(content.Positions, typeof(TPositions));
    }

    private static void ReadInto(PackageReader package, string entry, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var stream = package.Open(entry);
        Safetensors.ReadInto(stream, package.LengthOf(entry), tensors);
    }

    private sealed record Content(string Run, string Fingerprint, JsonElement Positions);
}
