using System.Globalization;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Cli.Tests.Support;

/// <summary>A folder with a small log of its own, and with a project and a model where they are asked for.</summary>
internal sealed class Shop : IDisposable
{
    /// <summary>What trains a small model quickly.</summary>
    public static readonly string[] Small = ["--epochs", "6", "--dimension", "8", "--set", "ValidateEveryEpochs=2"];

    private static readonly Lazy<byte[]> Trained = new(() =>
    {
        using var shop = new Shop();
        shop.Prepare();
        ToolRun.Of(["train", shop.Project, "--out", shop.Model, .. Small]).Expect(0);
        return File.ReadAllBytes(shop.Model);
    });

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnet-unlearn-cli-");

    /// <summary>The log as CSV, with names of its own.</summary>
    public Shop() => File.WriteAllText(Log, "customer,sku,bought\n" + string.Concat(Interactions.Select(line =>
        string.Create(CultureInfo.InvariantCulture, $"{line.UserId},{line.ItemId},{line.Timestamp}\n"))));

    /// <summary>120 users on 4 rings of 6 items.</summary>
    public static IReadOnlyList<Interaction> Interactions { get; } = PlantedInteractions.Generate(
        new PlantedInteractionsOptions { Users = 120, Rings = 4, ItemsPerRing = 6 }).Interactions;

    public string Log => PathOf("orders.csv");

    public string Project => PathOf("shop");

    public string Model => PathOf("model.mlnu");

    /// <summary>What lies in the folder, by name.</summary>
    public string[] Entries => NamesIn(_folder.FullName);

    /// <summary>What lies in a folder, but for a project's lock, which stays there.</summary>
    public static string[] NamesIn(string folder) =>
        [.. new DirectoryInfo(folder).GetFileSystemInfos().Select(entry => entry.Name).Where(name => name != ".lock").Order()];

    public static Shop WithProject()
    {
        var shop = new Shop();
        shop.Prepare();
        return shop;
    }

    public static Shop WithModel()
    {
        var shop = WithProject();
        File.WriteAllBytes(shop.Model, Trained.Value);
        return shop;
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string content)
    {
        File.WriteAllText(PathOf(name), content);
        return PathOf(name);
    }

    /// <summary>The log of a project, as text.</summary>
    public string LogOf(string project) => File.ReadAllText(Directory.GetFiles(PathOf(project), "interactions-*.csv").Single());

    public ToolRun Prepare(params string[] more) => ToolRun.Of(
        ["prepare", Log, "--out", Project, "--user", "customer", "--item", "sku", "--timestamp", "bought", .. more]).Expect(0);

    public void Dispose() => _folder.Delete(recursive: true);
}
