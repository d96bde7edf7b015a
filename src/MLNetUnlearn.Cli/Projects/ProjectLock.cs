using MLNetUnlearn.Cli.Running;

namespace MLNetUnlearn.Cli.Projects;

/// <summary>While it is held, no other command changes the project: two that forget would each bring back what the other erased.</summary>
internal sealed class ProjectLock : IDisposable
{
    public const string FileName = ".lock"; // it stays: erasing it would part those who wait for it

    private readonly FileStream _file;

    private ProjectLock(FileStream file) => _file = file;

    /// <exception cref="DataException">Another command holds it.</exception>
    public static ProjectLock Take(string folder)
    {
        try
        {
            return new(new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new DataException(
                $"'{folder}' is in use by another prepare, train or forget; they change it one at a time.", exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
