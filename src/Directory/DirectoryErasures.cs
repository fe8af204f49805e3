using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;

namespace Sakimori.Directory;

/// <summary>
/// What the directory does when an account is erased. Whoever holds an account is known in the registers of organisations by its address,
/// which a link that was opened has proved.
/// </summary>
internal static class DirectoryErasures
{
    public static PersonalErasure[] All { get; } =
    [
        new("directory.contacts", new("本人のアカウントかアドレスの連絡先を、監査証跡の内容とともに消します。組織は別の連絡先を登録してください。",
            "Contacts with the person's account or address go, with what the audit trail says of them; the organisation names another contact."), ContactsAsync),
        new("directory.mail-domains", new("信頼するドメインを登録した人としての名前を消します。ドメインは残ります。", "The name as whoever added a trusted domain goes; the domain stays."), MailDomainsAsync),
        new("directory.people", new("本人のアドレスの人を、組織の名簿のすべての期間と監査証跡の内容から消します。", "People with the person's address go from every period of the registers and from what the audit trail says of them."), PeopleAsync),
        new("directory.registrations", new("申込みの名前とアドレスを消します。組織の登録は残ります。", "Name and address of registrations go; the organisation's registration stays."), RegistrationsAsync),
        new("directory.uploads", new("置いたファイルを消します。", "Files that the account brought go."),
            async (work, person, cancel) => await work.Enlist<DirectoryContext>().Uploads.Where(u => u.Account == person.Account).ExecuteDeleteAsync(cancel)),
    ];

    private static async Task<Outcome<int>> ContactsAsync(UnitOfWork work, ErasedPerson person, CancellationToken cancel)
    {
        var contacts = work.Enlist<DirectoryContext>().Contacts.IgnoreQueryFilters().Where(c => c.Account == person.Account || person.Addresses.Contains(c.Mail.ToUpper()));
        List<string> subjects = [.. (await contacts.Select(c => c.Id).ToListAsync(cancel)).Select(id => $"contact:{id}")];
        return await contacts.ExecuteDeleteAsync(cancel)
            + await AuditErasure.EraseAsync(work, a => subjects.Contains(a.Subject), cancel)
            + await AuditErasure.EraseMentionsAsync(work, a => a.Action == "directory.contact.added" || a.Action == "directory.contact.changed" || a.Action == "directory.contact.removed", person.Addresses, cancel);
    }

    // The row has the name alone; by whom it is says the entry of the same moment.
    private static async Task<Outcome<int>> MailDomainsAsync(UnitOfWork work, ErasedPerson person, CancellationToken cancel)
    {
        var added = await work.Enlist<PlatformContext>().Audit.Where(a => a.Account == person.Account && a.Action == "directory.mail-domain.added").Select(a => a.At).ToListAsync(cancel);
        return await work.Enlist<DirectoryContext>().MailDomains.Where(d => added.Contains(d.At)).ExecuteUpdateAsync(d => d.SetProperty(x => x.ByName, ""), cancel);
    }

    private static async Task<Outcome<int>> PeopleAsync(UnitOfWork work, ErasedPerson person, CancellationToken cancel)
    {
        var context = work.Enlist<DirectoryContext>();
        var people = context.People.IgnoreQueryFilters();
        var found = await people.Where(p => person.Addresses.Contains(p.Mail.ToUpper())).Select(p => new { p.Person, p.Organisation }).Distinct().ToListAsync(cancel);
        var holds = await StandingHolds.OfAsync(work, cancel);
        if (found.Select(f => holds.RefusePerson(f.Person, f.Organisation)).OfType<Failure>().FirstOrDefault() is { } held)
            return held;
        var (ids, organisations) = (found.Select(f => f.Person).ToList(), found.Select(f => (Guid?)f.Organisation).ToList());
        List<string> subjects = [.. ids.Select(id => $"person:{id}")];
        return await people.Where(p => ids.Contains(p.Person)).ExecuteDeleteAsync(cancel)
            + await context.Uploads.Where(u => organisations.Contains(u.Organisation)).ExecuteDeleteAsync(cancel)
            + await AuditErasure.EraseAsync(work, a => subjects.Contains(a.Subject), cancel)
            + await AuditErasure.EraseMentionsAsync(work, a => a.Action == "directory.person.added" || a.Action == "directory.person.changed", person.Addresses, cancel);
    }

    private static async Task<Outcome<int>> RegistrationsAsync(UnitOfWork work, ErasedPerson person, CancellationToken cancel)
    {
        var registrations = work.Enlist<DirectoryContext>().Registrations.IgnoreQueryFilters().Where(r => r.Account == person.Account || person.Addresses.Contains(r.Mail.ToUpper()));
        return await registrations.Where(r => r.State == RegistrationState.Sent).ExecuteDeleteAsync(cancel)
            + await ForgetAsync(registrations, cancel);
    }

    /// <summary>Takes the person out of registrations. The domain stays: only the first organisation of each is verified by its address.</summary>
    public static async Task<int> ForgetAsync(IQueryable<RegistrationRow> registrations, CancellationToken cancel)
    {
        var nothing = new byte[32];
        var rows = await registrations.Select(r => new { r.Id, r.Mail }).ToListAsync(cancel);
        foreach (var same in rows.GroupBy(r => r.Mail[r.Mail.LastIndexOf('@')..], r => r.Id))
        {
            await registrations.Where(r => same.Contains(r.Id)).ExecuteUpdateAsync(r => r.SetProperty(x => x.Person, "").SetProperty(x => x.Mail, same.Key)
                .SetProperty(x => x.AddressHash, nothing).SetProperty(x => x.ClientHash, nothing).SetProperty(x => x.Reason, (string?)null), cancel);
        }

        return rows.Count;
    }
}
