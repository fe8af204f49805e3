using Microsoft.EntityFrameworkCore;
using MimeKit;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Mail;

public class MailTests
{
    private static readonly Text Subject = new("【防人】情報セキュリティ対策ベンチマークへのご招待と、とても長い件名が折り返されても壊れないことの確認", "Invitation");
    private static readonly Text Body = new("山田 花子 様\n\n次のリンクから登録してください。髙﨑①㈱😀\n.\nFrom here\nhttp://localhost/invite/SECRET\n", "Please register.");

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_server_that_is_down_is_tried_again_and_each_letter_arrives_once(Engine engine)
    {
        using var server = new SmtpReceiver();
        await using var store = await StoreUnderTest.MakeAsync(engine, mail: server.Settings);
        var ids = new List<Guid>();
        for (var n = 0; n < 20; n++)
            ids.Add(await SendAsync(store, $"reader{n}@example.jp"));
        Assert.Equal(20, await DeliverAsync(store));
        await AllAsync(store, m => m.State == MailState.Waiting && m.Tries == 1 && m.Error != null && !m.MayBeDouble);
        Assert.Equal(0, await DeliverAsync(store));

        await server.StartAsync();
        store.Time.Advance(TimeSpan.FromSeconds(31));
        await Task.WhenAll(DeliverAsync(store), DeliverAsync(store));
        await AllAsync(store, m => m.State == MailState.Delivered && m.Tries == 2 && m.Delivered != null && m.Error == null && !m.MayBeDouble);
        Assert.Equal(ids.Select(id => $"{id:N}@portal.example").Order(), server.Received.Select(m => m.MessageId).Order());
        Assert.Equal(0, await DeliverAsync(store));
    }

    [Fact]
    public async Task Japanese_letters_arrive_as_they_were_written()
    {
        using var server = new SmtpReceiver();
        await server.StartAsync();
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite, mail: server.Settings);
        await SendAsync(store, "hanako@example.jp");
        await DeliverAsync(store);
        var message = Assert.Single(server.Received);
        Assert.Equal(Subject.Ja, message.Subject);
        Assert.Equal(Body.Ja, message.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal("hanako@example.jp", message.To.Mailboxes.Single().Address);
        Assert.Equal("office@portal.example", message.From.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task A_letter_whose_delivery_a_crash_cut_short_is_sent_again_under_the_same_id_and_the_doubt_is_recorded()
    {
        using var server = new SmtpReceiver();
        await server.StartAsync();
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite, mail: server.Settings);
        var id = await SendAsync(store, "hanako@example.jp");
        await DeliverAsync(store);

        // As if the node had died between the server's answer and its note.
        await store.ExecuteAsync("""UPDATE platform_mail SET "State" = 0, "Begun" = "Made", "Due" = "Made" """);
        await DeliverAsync(store);
        await AllAsync(store, m => m is { State: MailState.Delivered, MayBeDouble: true });
        Assert.Equal(2, server.Received.Count);
        Assert.All(server.Received, m => Assert.Equal($"{id:N}@portal.example", m.MessageId));
    }

    [Theory]
    [InlineData("hanako@example.jp\r\nBcc: everybody@example.jp")]
    [InlineData("hanako@example.jp, taro@example.jp")]
    [InlineData("Hanako <hanako@example.jp>")]
    [InlineData("no address")]
    public async Task Nothing_but_one_plain_address_is_an_address(string to)
    {
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite);
        await SendAsync(store, to);
        await DeliverAsync(store);
        await AllAsync(store, m => m is { State: MailState.Failed, Error: "The address cannot be used." });
        Assert.False(System.IO.Directory.Exists(Path.Combine(store.Folder, "mail")));
    }

    [Fact]
    public async Task A_subject_cannot_bring_in_a_header()
    {
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite);
        await SendAsync(store, "hanako@example.jp", Text.Same("Hello\r\nBcc: everybody@example.jp\r\n\r\nforged body"));
        await DeliverAsync(store);
        var file = Assert.Single(System.IO.Directory.GetFiles(Path.Combine(store.Folder, "mail")));
        var message = await MimeMessage.LoadAsync(file);
        Assert.Empty(message.Bcc);
        Assert.Equal("Hello  Bcc: everybody@example.jp    forged body", message.Subject);
        Assert.Equal(Body.Ja, message.TextBody!.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_letter_is_given_up_after_its_last_try_and_can_be_sent_again()
    {
        using var server = new SmtpReceiver();
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite, mail: server.Settings);
        var id = await SendAsync(store, "hanako@example.jp");
        for (var n = 0; n < MailDelivery.MostTries + 3; n++)
        {
            await DeliverAsync(store);
            store.Time.Advance(TimeSpan.FromHours(6));
        }

        await AllAsync(store, m => m is { State: MailState.Failed, Tries: MailDelivery.MostTries });
        await server.StartAsync();
        await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
        {
            Assert.True(await Mailbox.RetryAsync(work, id, default));
            await work.CommitAsync();
        }

        await DeliverAsync(store);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task One_time_links_are_shown_only_while_a_demonstration_is_loaded_and_letters_become_files()
    {
        var letter = new QueuedMail { To = "x@example.jp", Subject = "s", Body = "Open http://p/invite/SECRET now", Secret = "http://p/invite/SECRET" };
        var settings = new MailSettings("mail", "a@b.example", "b.example");
        var loaded = true;
        var demonstration = new Demonstration(_ => Task.FromResult(loaded));
        Assert.Equal("Open … now", await Mailbox.ShownAsync(letter, settings, [], default));
        Assert.Equal(letter.Body, await Mailbox.ShownAsync(letter, settings, [demonstration], default));
        var sent = settings with { Smtp = new SmtpServer("smtp.example", 25, MailTls.None, null, null) };
        Assert.Equal("Open … now", await Mailbox.ShownAsync(letter, sent, [demonstration], default));
        loaded = false;
        Assert.Equal("Open … now", await Mailbox.ShownAsync(letter, settings, [demonstration], default));
    }

    private static async Task<Guid> SendAsync(StoreUnderTest store, string to, Text? subject = null)
    {
        await using var work = await store.Get<Works>().BeginAsync(Reader.System);
        work.Send(new Letter(to, Language.Ja, subject ?? Subject, Body));
        await work.CommitAsync();
        return work.Enlist<PlatformContext>().Mail.Local.Single().Id;
    }

    private static Task<int> DeliverAsync(StoreUnderTest store) => Task.Run(() => store.Get<MailDelivery>().DeliverAsync(default));

    private static async Task AllAsync(StoreUnderTest store, Func<QueuedMail, bool> holds)
    {
        await using var platform = store.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        Assert.All(await platform.Mail.ToListAsync(), m => Assert.True(holds(m), $"{m.State}, {m.Tries} tries, {m.Error}, {m.MayBeDouble}"));
    }
}
