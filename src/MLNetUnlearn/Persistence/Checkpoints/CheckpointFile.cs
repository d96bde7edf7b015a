using System.Text.Json;
using Microsoft.ML.Runtime;
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
    public void Save(nn.Module module, ModuleAdam optimizer, WeightSnapshot? best, TPositions positions) =>
        AtomicFile.Write(options.FilePath, stream =>
        {
            using var scope = torch.NewDisposeScope();
            using var package = new PackageWriter(stream);
            package.Add(Weights, entry => Safetensors.Write(entry, module.state_dict()));
            package.Add(Optimizer, entry => Safetensors.Write(entry, AdamStates.Of(optimizer)));
            if (best is { IsTaken: true })
                package.Add(Best, entry => Safetensors.Write(entry, best.Tensors));
            PackageManifest.Write(package, Format, new Content(run, fingerprint, OptionsJson.Write(positions)));
            package.Complete();
        });

    /// <summary>Fills module, optimiser and best weights from the file, if there is one.</summary>
    /// <param name="module">Its weights are overwritten.</param>
    /// <param name="optimizer">Its state is overwritten.</param>
    /// <param name="best">Takes the best weights, where the run keeps them.</param>
    /// <param name="isPossible">Whether the run can stand at such positions, and there with best weights or without.</param>
    /// <returns>The positions, or null when there is no file: the run starts from its beginning.</returns>
    /// <exception cref="FormatException">The file is no checkpoint, or a damaged one.</exception>
    /// <exception cref="InvalidOperationException">The file is a checkpoint of another run.</exception>
    public TPositions? TryResume(nn.Module module, ModuleAdam optimizer, WeightSnapshot? best, Func<TPositions, bool, bool> isPossible)
    {
        if (!File.Exists(options.FilePath))
            return null;
        var what = $"Checkpoint '{options.FilePath}'";
        using var file = File.OpenRead(options.FilePath);
        using var package = Undecodable.Guard(what, () => new PackageReader(file, _entries));
        var content = Undecodable.Guard(what, () => PackageManifest.Read<Content>(package, Format));
        if (content.Run != run || content.Fingerprint != fingerprint)
        {
            throw new InvalidOperationException(
                $"{run}: '{options.FilePath}' is the checkpoint of another run ({content.Run}), with other data, options, seed or model. " +
                "Delete it, or use another file. Without a seed in the options or in MLContext, every process is another run.");
        }
        return Undecodable.Guard(what, () => Fill(package, content, module, optimizer, best, isPossible));
    }

    /// <summary>Deletes the file: the run is done. Where that fails the run still counts, and the channel is warned.</summary>
    public void Delete(IChannel channel)
    {
        try
        {
            AtomicFile.Delete(options.FilePath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            channel.Warning(
                MessageSensitivity.None, $"{run}: checkpoint '{options.FilePath}' could not be deleted; delete it. {exception.Message}");
        }
    }

    private static TPositions Fill(
        PackageReader package, Content content, nn.Module module, ModuleAdam optimizer, WeightSnapshot? best,
        Func<TPositions, bool, bool> isPossible)
    {
        using var scope = torch.NewDisposeScope();
        var positions = (TPositions)OptionsJson.Read(content.Positions, typeof(TPositions));
        if (!isPossible(positions, package.Has(Best)))
            throw new FormatException("Its positions are none that the run passes.");
        ReadInto(package, Weights, module.state_dict());
        var states = AdamStates.Of(optimizer);
        ReadInto(package, Optimizer, states);
        AdamStates.RestoreSteps(optimizer, states);
        if (best is not null && package.Has(Best))
        {
            best.Take(module);
            ReadInto(package, Best, best.Tensors);
        }
        return positions;
    }

    private static void ReadInto(PackageReader package, string entry, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var stream = package.Open(entry);
        Safetensors.ReadInto(stream, package.LengthOf(entry), tensors);
    }

    private sealed record Content(string Run, string Fingerprint, JsonElement Positions);
}
