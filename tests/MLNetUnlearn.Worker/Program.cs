using MLNetUnlearn.Worker;

string[] usage =
[
    "save FOLDER", "load FOLDER", "train FOLDER", "unlearn FOLDER", "shards FOLDER", "forget FOLDER",
    "mutate PACKAGE COUNT", "package DATA PACKAGE", "time PACKAGE"
];
switch (args)
{
    case ["save", var folder]: Serving.Save(folder); break;
    case ["load", var folder]: Serving.Load(folder); break;
    case ["train", var folder]: LongRuns.Train(folder); break;
    case ["unlearn", var folder]: LongRuns.Unlearn(folder); break;
    case ["shards", var folder]: LongRuns.TrainShards(folder); break;
    case ["forget", var folder]: LongRuns.ForgetInShards(folder); break;
    case ["mutate", var package, var count]: Damage.Read(package, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)); break;
    case ["package", var data, var package]: Timing.Package(data, package); break;
    case ["time", var package]: Timing.Time(package); break;
    default:
        Console.Error.WriteLine($"One of: {string.Join("; ", usage)}.");
        return 2;
}
return 0;
