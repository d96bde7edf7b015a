using MLNetUnlearn.Persistence;
using MLNetUnlearn.Persistence.Packages;

namespace MLNetUnlearn.Recommenders.Shards;

/// <summary>
/// A folder of states: a package that says of which run they are, one of the users' places where these do not follow from the ids, and one
/// per slice of each shard. Every file is there whole or not at all.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="owner">Who speaks in messages.</param>
internal sealed class ShardStates(string folder, string owner)
{
    private const string Format = "MLNetUnlearn shards";
    private const string RunFile = "run.mlnu";
    private const string PlacesFile = "places.mlnu";
    private const string Weights = "weights.safetensors";
    private const string Centroid = "centroid.safetensors";
    private const string Places = "places.safetensors";

    private static readonly string[] _entries = [Weights, Centroid, Places, PackageManifest.EntryName];

    public string Folder => folder;

    /// <summary>The bytes of all files.</summary>
    public long Bytes => Files().Sum(file => new FileInfo(file).Length);

    /// <summary>The run that the folder is of; null where there is none yet.</summary>
    /// <exception cref="FormatException">The file cannot be read.</exception>
    public ShardRun? Run() => File.Exists(PathOf(RunFile)) ? Read(RunFile, Content<ShardRun>) : null;

    /// <summary>Makes sure that the folder is of a run; in one that is of none, the run's places are noted.</summary>
    /// <returns>The users' places.</returns>
    /// <exception cref="InvalidOperationException">The folder is of another run; what differs is named.</exception>
    /// <exception cref="FormatException">A file cannot be read.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public IReadOnlyDictionary<ulong, int> Open(ShardRun run, Func<Dictionary<ulong, int>> place)
    {
        if (Run() is not { } found)
        {
            CreateFolder();
            var places = place();
            WritePlaces(places);
            Write(RunFile, run, _ => { }); // last: until it is there, the folder is of no run
            return places;
        }
        if (found != run)
        {
            throw new InvalidOperationException(
                $"{owner}: folder '{folder}' holds the states of another run: {run.Differences(found)}. Take another folder, or delete it. "
                + "Without a seed in the options or in MLContext, every process is another run.");
        }
        return File.Exists(PathOf(PlacesFile)) ? Read(PlacesFile, ReadPlaces) : new Dictionary<ulong, int>();
    }

    /// <summary>Deletes what tells of data that are gone: states that the plan does not make, places and unfinished files.</summary>
    /// <returns>How many states were deleted.</returns>
    public int Clean(ShardPlan plan, SisaOptions options)
    {
        foreach (var file in Files().Where(file => Path.GetExtension(file) == ".tmp"))
            File.Delete(file);
        var deleted = 0;
        for (var shard = 0; shard < options.Shards; shard++)
        {
            for (var slice = 0; slice < options.Slices; slice++)
            {
                var path = PathOf(NameOf(shard, slice));
                if (!File.Exists(path) || IsThere(plan, shard, slice))
                    continue;
                File.Delete(path);
                deleted++;
            }
        }
        if (File.Exists(PathOf(PlacesFile)) && Read(PlacesFile, ReadPlaces).Count != plan.Places.Count)
            WritePlaces(plan.Places);
        return deleted;
    }

    /// <summary>Whether there is the state that a plan makes of a slice.</summary>
    public bool IsThere(ShardPlan plan, int shard, int slice) =>
        File.Exists(PathOf(NameOf(shard, slice)))
        && Read(NameOf(shard, slice), Content<State>).Fingerprint == plan.Fingerprint(shard, slice);

    /// <summary>Keeps a state.</summary>
    public void Save(ShardPlan plan, int shard, int slice, SequenceModule module, Tensor? centroid) =>
        Write(NameOf(shard, slice), new State(plan.Fingerprint(shard, slice)), package =>
        {
            using var scope = torch.NewDisposeScope();
            package.Add(Weights, entry => Safetensors.Write(entry, module.state_dict()));
            if (centroid is not null)
                package.Add(Centroid, entry => Safetensors.Write(entry, new Dictionary<string, Tensor> { [nameof(centroid)] = centroid }));
        });

    /// <summary>Fills a network, and a centroid where there is one, from a state.</summary>
    public void Load(int shard, int slice, SequenceModule module, Tensor? centroid) => Read(NameOf(shard, slice), package =>
    {
        using var scope = torch.NewDisposeScope();
        ReadInto(package, Weights, module.state_dict());
        if (centroid is not null)
            ReadInto(package, Centroid, new Dictionary<string, Tensor> { [nameof(centroid)] = centroid });
        return true;
    });

    private static string NameOf(int shard, int slice) => FormattableString.Invariant($"shard-{shard:D3}-slice-{slice:D3}.mlnu");

    private static T Content<T>(PackageReader package) where T : class => PackageManifest.Read<T>(package, Format);

    private static void ReadInto(PackageReader package, string entry, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var stream = package.Open(entry);
        Safetensors.ReadInto(stream, package.LengthOf(entry), tensors);
    }

    private static Dictionary<ulong, int> ReadPlaces(PackageReader package)
    {
        using var scope = torch.NewDisposeScope();
        using var stream = package.Open(Places);
        var tensors = Safetensors.Read(stream, SafetensorsHeader.Read(stream, package.LengthOf(Places)));
        var (users, shards) = (tensors["users"].data<long>().ToArray(), tensors["shards"].data<long>().ToArray());
        return users.Zip(shards).ToDictionary(place => (ulong)place.First, place => (int)place.Second);
    }

    private void WritePlaces(IReadOnlyDictionary<ulong, int> places)
    {
        if (places.Count == 0)
        {
            File.Delete(PathOf(PlacesFile));
            return;
        }
        var ordered = places.OrderBy(place => place.Key).ToArray();
        using var scope = torch.NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>
        {
            ["users"] = torch.tensor(Array.ConvertAll(ordered, place => (long)place.Key), device: torch.CPU),
            ["shards"] = torch.tensor(Array.ConvertAll(ordered, place => (long)place.Value), device: torch.CPU),
        };
        Write(PlacesFile, new State("places"), package => package.Add(Places, entry => Safetensors.Write(entry, tensors)));
    }

    private void CreateFolder()
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{folder}' cannot be written: {exception.Message}", exception);
        }
    }

    private void Write(string name, object content, Action<PackageWriter> add) => AtomicFile.Write(PathOf(name), stream =>
    {
        using var package = new PackageWriter(stream);
        add(package);
        PackageManifest.Write(package, Format, content);
        package.Complete();
    });

    private T Read<T>(string name, Func<PackageReader, T> read) => Undecodable.Guard($"State '{PathOf(name)}'", () =>
    {
        using var file = File.OpenRead(PathOf(name));
        using var package = new PackageReader(file, _entries);
        return read(package);
    });

    // Ours only, also what an interrupted write has left.
    private string[] Files() => !Directory.Exists(folder) ? [] : Array.FindAll(
        Directory.GetFiles(folder), file => Path.GetFileName(file).Contains(".mlnu", StringComparison.Ordinal));

    private string PathOf(string name) => Path.Combine(folder, name);

    private sealed record State(string Fingerprint);
}
