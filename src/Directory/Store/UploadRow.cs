using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;

namespace Sakimori.Directory.Store;

/// <summary>
/// A file between its dry run and its confirmation; kept a day at most, for the account that brought it and what it brought it for.
/// </summary>
internal sealed class UploadRow
{
    public Guid Id { get; init; }

    public Guid Account { get; init; }

    /// <summary>The organisation whose people it brings; null when it brings organisations.</summary>
    public Guid? Organisation { get; init; }

    public required string FileName { get; init; }

    public required byte[] Bytes { get; init; }

    public DateOnly Day { get; init; }

    public DateTime Made { get; init; }
}

/// <summary>Keeps files until they are confirmed.</summary>
internal static class Uploads
{
    /// <summary>Keeps a file of the reader's in the place of the one that waited; its id.</summary>
    public static async Task<Guid> KeepAsync(UnitOfWork work, Guid? organisation, string fileName, byte[] bytes, DateOnly day, CancellationToken cancel)
    {
        var (uploads, account) = (work.Enlist<DirectoryContext>().Uploads, work.Reader.Account!.Value);
        var oldest = Oldest(work);
        await uploads.Where(u => u.Made < oldest || (u.Account == account && u.Organisation == organisation)).ExecuteDeleteAsync(cancel);
        var id = Guid.NewGuid();
        uploads.Add(new() { Id = id, Account = account, Organisation = organisation, FileName = fileName, Bytes = bytes, Day = day, Made = work.Now });
        return id;
    }

    /// <summary>Takes a file of the reader's, so that it is confirmed once; null when none waits.</summary>
    public static async Task<UploadRow?> TakeAsync(UnitOfWork work, Guid id, Guid? organisation, CancellationToken cancel)
    {
        var oldest = Oldest(work);
        var upload = work.Enlist<DirectoryContext>().Uploads.Where(u => u.Id == id && u.Account == work.Reader.Account
            && u.Organisation == organisation && u.Made >= oldest);
        var taken = await upload.AsNoTracking().SingleOrDefaultAsync(cancel);
        return taken is not null && await upload.ExecuteDeleteAsync(cancel) > 0 ? taken : null;
    }

    private static DateTime Oldest(UnitOfWork work) => work.Now.AddDays(-1);
}
